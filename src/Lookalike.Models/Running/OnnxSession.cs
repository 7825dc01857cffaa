using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Lookalike.Models;

/// <summary>One ONNX Runtime session with one float input and one float output. Runs may overlap.</summary>
internal sealed class OnnxSession : IDisposable
{
    /// <summary>The most values of the largest feature map in one batch: 256 MiB of float32.</summary>
    private const long MaxBatchValues = 1L << 26;

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly string _name;

    private OnnxSession(InferenceSession session, string name, string input, string output, int batchSize)
    {
        _session = session;
        _name = name;
        _inputs = [input];
        _outputs = [output];
        BatchSize = batchSize;
    }

    /// <summary>The most images in one run.</summary>
    public int BatchSize { get; }

    public static OnnxSession Load(byte[] model, string name, EncoderOptions options, string input, string output, long largestFeatureCount)
    {
        options.Validate();
        OnnxEnvironment.Start();
        using SessionOptions session = new()
        {
            IntraOpNumThreads = options.IntraOpThreads ?? 0,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // Reference encoder, 2 cores: a session costs 1.0 ms (0.7 ms with BASIC), a batch of 256 runs in 2.9 ms (6.3 ms with BASIC or EXTENDED).
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"); // waiting threads leave the cores to others
        try
        {
            int batchSize = (int)Math.Clamp(MaxBatchValues / largestFeatureCount, 1, options.BatchSize);
            return new OnnxSession(new InferenceSession(model, session), name, input, output, batchSize);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelFaults(name).At("session", "a model that ONNX Runtime loads", e.Message, cause: e);
        }
    }

    /// <summary>Runs one batch. Both spans are used in place: nothing is copied.</summary>
    public unsafe void Run(ReadOnlySpan<float> input, long[] inputShape, Span<float> output, long[] outputShape)
    {
        fixed (float* inputAddress = input)
        fixed (float* outputAddress = output)
        {
            using OrtValue inputValue = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, TensorElementType.Float, inputShape, (nint)inputAddress, sizeof(float) * (long)input.Length);
            using OrtValue outputValue = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, TensorElementType.Float, outputShape, (nint)outputAddress, sizeof(float) * (long)output.Length);
            try
            {
                _session.Run(_run, _inputs, [inputValue], _outputs, [outputValue]);
            }
            catch (OnnxRuntimeException e)
            {
                throw new ModelFaults(_name).At("run", "a model that ONNX Runtime runs", e.Message, cause: e);
            }
        }
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
