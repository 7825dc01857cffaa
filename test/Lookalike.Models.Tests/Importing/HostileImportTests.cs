using Google.Protobuf;
using Lookalike.Models.Faults;
using Lookalike.Models.Importing;
using Lookalike.Models.Onnx;
using AttributeType = Lookalike.Models.Onnx.AttributeProto.Types.AttributeType;

namespace Lookalike.Models.Tests.Importing;

public sealed class HostileImportTests
{
    [Fact]
    public void Weights_in_another_file_are_refused()
    {
        TinyGraph graph = TinyGraph.Vector(), constant = TinyGraph.Vector();
        graph.Model.Graph.Initializer[0].ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "/etc/passwd" });
        TensorProto tensor = new() { DataType = 1, DataLocation = 1 };
        constant.Node("Constant", [], "c", new AttributeProto { Name = "value", Type = AttributeType.Tensor, T = tensor });

        Assert.Contains("initialiser 'w': expected weights inside the file, found a reference to another file", ImportFile.Refusal(graph), StringComparison.Ordinal);
        Assert.Contains("node 3 ('c'), 'value': expected weights inside the file", ImportFile.Refusal(constant), StringComparison.Ordinal);
    }

    [Fact]
    public void Operators_of_others_are_refused_by_their_names()
    {
        TinyGraph graph = TinyGraph.Vector();
        graph.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.example", Version = 1 });
        Assert.Equal("vector", ImportFile.Import(graph).Output); // named, and not used
        graph.Model.Graph.Node[0].Domain = "com.example";

        Assert.Contains("node 0 ('maps'): expected an operator of ONNX itself, found 'Conv' of 'com.example'", ImportFile.Refusal(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void Graphs_in_nodes_and_functions_are_refused()
    {
        TinyGraph branch = TinyGraph.Vector(), function = TinyGraph.Vector();
        branch.Model.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "then_branch", Type = AttributeType.Graph, G = ByteString.Empty });
        function.Model.Functions.Add(ByteString.Empty);

        Assert.Contains("node 0 ('maps'): expected one plain graph, found a graph in 'Conv'", ImportFile.Refusal(branch), StringComparison.Ordinal);
        Assert.Contains("found functions of its own", ImportFile.Refusal(function), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 4, 3, 3, 4 }, "expected the 144 values of [4,3,3,4], found 0 bytes, or 108 values")]
    [InlineData(new long[] { 1L << 40, 1L << 40 }, "at most 1073741824 values")]
    [InlineData(new long[] { -4, 3, 3, 3 }, "dimensions of 0 and more, found -4")]
    public void Shapes_that_the_values_do_not_bear_out_are_refused(long[] dimensions, string message)
    {
        TinyGraph graph = TinyGraph.Vector();
        graph.Model.Graph.Initializer[0].Dims.Clear();
        graph.Model.Graph.Initializer[0].Dims.Add(dimensions);

        Assert.Contains(message, ImportFile.Refusal(graph), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000, "expected a height of 1..8192, found 100000")]
    [InlineData(8192, "at most 16777216 values of a picture")]
    public void Absurd_pictures_are_refused(int side, string message)
    {
        Assert.Contains(message, ImportFile.Refusal(TinyGraph.Maps(side: side)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_absurd_latent_is_refused()
    {
        TinyGraph graph = new TinyGraph().Input("x", "N", 3, 256, 256).Node("Flatten", ["x"], "y", TinyGraph.Axis(1)).Output("y");

        Assert.Contains("with d from 1 to 65536, found [1,196608]", ImportFile.Refusal(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_file_that_asks_for_petabytes_is_refused()
    {
        TinyGraph graph = TinyGraph.Vector().NoOutputs().Integers("huge", 1L << 25, 1L << 25).Node("ConstantOfShape", ["huge"], "zeros")
            .Node("ReduceMax", ["zeros"], "most").Node("Add", ["vector", "most"], "sum").Output("sum");

        Assert.Contains("expected a model that ONNX Runtime", ImportFile.Refusal(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoder_that_does_not_see_pictures_is_refused()
    {
        TinyGraph graph = TinyGraph.Vector().Weights("nothing", [0], 1).NoOutputs().Node("Mul", ["vector", "nothing"], "dark").Output("dark");

        Assert.Contains("expected different latents for different pictures, found the same for all", ImportFile.Refusal(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoder_that_gives_what_is_no_number_is_refused()
    {
        TinyGraph graph = TinyGraph.Vector().Weights("zero", [0], 1).NoOutputs().Node("Mul", ["vector", "zero"], "none").Node("Div", ["none", "none"], "nan").Output("nan");

        Assert.Contains("found NaN as value 0 of item 0", ImportFile.Refusal(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoder_that_draws_lots_is_refused()
    {
        TinyGraph graph = TinyGraph.Vector().NoOutputs().Node("RandomNormalLike", ["vector"], "lots").Output("lots");

        Assert.Contains("expected the same latent for the same picture, found another each time", ImportFile.Refusal(graph), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, "the ONNX operator set 7 or later, found 6")]
    [InlineData(9999, "session: expected a model that ONNX Runtime loads")]
    public void Operator_sets_that_are_too_old_or_unknown_are_refused(int version, string message)
    {
        TinyGraph graph = TinyGraph.Vector();
        graph.Model.OpsetImport[0].Version = version;

        Assert.Contains(message, ImportFile.Refusal(graph), StringComparison.Ordinal);
    }

    [Fact]
    public void What_takes_no_picture_is_refused()
    {
        Assert.Contains("one input of numbers with four dimensions", ImportFile.Refusal(new TinyGraph().Input("x", "N", 5).Node("Identity", ["x"], "y").Output("y")), StringComparison.Ordinal);
        Assert.Contains("3 channels or 1", ImportFile.Refusal(new TinyGraph().Input("x", "N", 7, 8, 8).Node("Identity", ["x"], "y").Output("y")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_graph_a_missing_one_and_a_model_file_are_refused_with_what_to_do()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["text.onnx"], "no graph");
        SampleModels.Create().Save(scratch["own.onnx"]);

        Assert.Contains("Export it again, or take another encoder.", Read("text.onnx"), StringComparison.Ordinal);
        Assert.Contains("expected an ONNX file, found no such file. Check the path.", Read("none.onnx"), StringComparison.Ordinal);
        Assert.Contains("found a model file of Lookalike. Use it as it is.", Read("own.onnx"), StringComparison.Ordinal);

        string Read(string name) => Assert.Throws<ModelFileException>(() => ModelImport.Read(scratch[name], new ImportSettings())).Message;
    }

    [Fact]
    public void A_changed_model_file_of_an_import_with_a_right_checksum_is_refused_or_is_the_same_encoder()
    {
        ModelFile made = ImportFile.Import(TinyGraph.Vector()).Model;
        const int ChecksumLength = 2 + 2 + 18 + 2 + 64;
        byte[] body = made.Content[..^ChecksumLength].ToArray();
        for (int bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(made.Metadata.Fingerprint, ModelFile.Read(Checksum.Append(body), "changed").Metadata.Fingerprint);
            }
            catch (ModelFileException)
            {
                // Refused, which is what most changes deserve; any other exception fails the test.
            }

            body[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
