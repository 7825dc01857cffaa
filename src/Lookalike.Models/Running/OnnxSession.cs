using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Lookalike.Models;

/// <summary>One ONNX Runtime session with one float input and one float output. Runs may overlap.</summary>
internal sealed class OnnxSession : IDisposable
{
    /// <summary>The most values of the largest feature map in one batch: 256 MiB of float32.</summary>
    private const long MaxBatchValues = 1L << 26;

    /// <summary>The largest value that the network may give: the squares of 100 million such differences add up within a float32.</summary>
    private const float MaxValue = 1e15f;

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
    /// <exception cref="ArgumentException">A value of the input is not finite or beyond 1e15, and one of the output with it.</exception>
    /// <exception cref="ModelFileException">ONNX Runtime fails, or a value of the output is not finite or beyond 1e15 though none of the input is.</exception>
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

        CheckOutput(input, output, (int)outputShape[0]);
    }

    // Weights that are finite and huge overflow on the way. What is no number, or so large that distances overflow, is at no distance from anything.
    private void CheckOutput(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int count)
    {
        int wrong = FirstBeyond(MaxValue, output);
        if (wrong < 0) return;
        int given = FirstBeyond(MaxValue, input);
        if (given >= 0) throw new ArgumentException($"Expected values from -{MaxValue} to {MaxValue}, found {input[given]} at {given}.", nameof(input));
        (int item, int value) = int.DivRem(wrong, output.Length / count);
        throw new ModelFaults(_name).At("run", $"values from -{MaxValue} to {MaxValue} from the network", $"{output[wrong]} as value {value} of item {item}: the weights are damaged");
    }

    private static int FirstBeyond(float bound, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i]) <= bound)) return i; // NaN too
        }

        return -1;
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
