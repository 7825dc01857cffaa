using Lookalike.Models.Onnx;
using Lookalike.Models.Tests.Onnx;

namespace Lookalike.Models.Tests.Networks;

public sealed class OnnxGraphWriterTests
{
    private const string CheckModel = "import sys, onnx; onnx.checker.check_model(onnx.load(sys.argv[1]), full_check=True); print('ok')";

    /// <summary>This form was passed by the reference checker. Whoever changes it runs the explicit test below.</summary>
    [Fact]
    public void The_graph_has_the_form_that_the_reference_checker_passed()
    {
        GraphProto graph = HostileFile.Model().Graph;
        Dictionary<string, TensorProto> tensors = graph.Initializer.ToDictionary(static t => t.Name);

        string[] nodes = [.. graph.Node.Select(n => string.Join(' ', [
            n.OpType,
            n.Input[0],
            .. n.Input.Skip(1).Select(i => $"{i[(n.Name.Length + 1)..]}[{string.Join(',', tensors[i].Dims)}]"),
            .. n.Attribute.Select(static a => $"{a.Name}={(a.Ints.Count > 0 ? string.Join(',', a.Ints) : a.HasI ? a.I : a.F)}"),
            "->",
            n.Output[0]]))];

        Assert.Equal(
            [
                "Conv pixels weight[4,1,3,3] bias[4] kernel_shape=3,3 strides=2,2 pads=1,1,1,1 -> encoder.0",
                "LeakyRelu encoder.0 alpha=0.2 -> encoder.1",
                "BatchNormalization encoder.1 scale[4] shift[4] mean[4] variance[4] epsilon=1E-05 -> encoder.2",
                "Conv encoder.2 weight[5,4,3,3] bias[5] kernel_shape=3,3 strides=1,1 pads=1,1,1,1 -> encoder.3",
                "Relu encoder.3 -> encoder.4",
                "Flatten encoder.4 axis=1 -> encoder.5",
                "Gemm encoder.5 weight[3,60] bias[3] transB=1 -> latent",
                "Gemm latent weight[60,3] bias[60] transB=1 -> decoder.0",
                "Reshape decoder.0 shape[4] -> decoder.1",
                "ConvTranspose decoder.1 weight[5,4,3,3] bias[4] kernel_shape=3,3 strides=2,2 pads=1,1,1,1 output_padding=1,1 -> decoder.2",
                "LeakyRelu decoder.2 alpha=0.2 -> decoder.3",
                "BatchNormalization decoder.3 scale[4] shift[4] mean[4] variance[4] epsilon=1E-05 -> decoder.4",
                "ConvTranspose decoder.4 weight[4,1,3,3] bias[1] kernel_shape=3,3 strides=1,1 pads=1,1,1,1 output_padding=0,0 -> decoder.5",
                "Sigmoid decoder.5 -> reconstruction",
            ],
            nodes);
    }

    /// <summary>Needs a Python with the package <c>onnx</c> (Debian: python3-onnx); LOOKALIKE_PYTHON names it. Run with <c>-explicit only</c>.</summary>
    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_reference_checker_passes_a_model_file(bool shuffling)
    {
        using Scratch folder = new();
        string path = folder["model.onnx"], python = Environment.GetEnvironmentVariable("LOOKALIKE_PYTHON") ?? "/usr/bin/python3";
        ModelFile.Create(shuffling ? SampleModels.ShufflingNetwork() : SampleModels.Network(), SampleModels.Preprocessing, "{}", "{}").Save(path);

        Outcome checker = (await ChildProcess.RunAsync(python, ["-c", CheckModel, path])).Expect(0);

        Assert.Equal("ok\n", checker.Output);
    }
}
