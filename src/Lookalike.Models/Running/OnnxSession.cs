using Lookalike.Models.Faults;
using Lookalike.Models.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Lookalike.Models.Running;

/// <summary>
/// A graph with one float input and one float output on ONNX Runtime: encoder or decoder. Thread-safe: runs may overlap, but for
/// <see cref="Dispose"/>.
/// </summary>
internal sealed class OnnxSession : IDisposable
{
    /// <summary>The largest feature map of one batch, in values: 256 MiB of float32.</summary>
    public const long MaxBatchValues = 1L << 26;

    /// <summary>The largest value that the network may give: the squares of 100 million such differences add up within a float32.</summary>
    private const float MaxValue = 1e15f;

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OnnxPort _input;
    private readonly OnnxPort _output;
    private readonly ModelFaults _faults;
    private bool _disposed;

    private OnnxSession(InferenceSession session, ModelFaults faults, GraphProto ports, int batchSize)
    {
        _session = session;
        _faults = faults;
        _input = new OnnxPort(ports.Input[0]);
        _output = new OnnxPort(ports.Output[0]);
        BatchSize = batchSize;
    }

    /// <summary>The largest batch of one run; larger requests are split.</summary>
    public int BatchSize { get; }

    /// <summary>Loads a graph.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="ports">Its input and its output; nothing else of it is looked at.</param>
    /// <param name="faults">Makes the exceptions.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="largestFeatureCount">Values of its largest feature map for one image: how large a batch may be follows from them.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ModelFileException">ONNX Runtime refuses the graph.</exception>
    public static OnnxSession Load(byte[] model, GraphProto ports, ModelFaults faults, EncoderOptions options, long largestFeatureCount)
    {
        options.Validate();
        int batchSize = (int)Math.Clamp(MaxBatchValues / largestFeatureCount, 1, options.BatchSize);
        return new OnnxSession(Open(model, options, faults), faults, ports, batchSize);
    }

    /// <summary>Opens a graph as every one is run here.</summary>
    /// <exception cref="ModelFileException">ONNX Runtime refuses the graph.</exception>
    public static InferenceSession Open(byte[] model, EncoderOptions options, ModelFaults faults)
    {
        OnnxEnvironment.Start();
        using SessionOptions session = new()
        {
            IntraOpNumThreads = options.IntraOpThreads ?? 0,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // Reference encoder, 2 cores: a session costs 1.0 ms (0.7 ms with BASIC), a batch of 256 runs in 2.9 ms (6.3 ms with BASIC or EXTENDED).
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, // what fails is an exception, and an import tries what may fail
        };
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"); // waiting threads leave the cores to others
        try
        {
            return new InferenceSession(model, session);
        }
        catch (OnnxRuntimeException e)
        {
            throw faults.At("session", "a model that ONNX Runtime loads", e.Message, cause: e);
        }
    }

    /// <summary>Checks that the spans of a request have the lengths that its count asks for.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    /// <exception cref="ObjectDisposedException">The session is disposed.</exception>
    public void Check(int inputs, string inputName, int count, int outputs, string outputName)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (inputs != (long)count * _input.Size)
            throw new ArgumentException($"Expected {count} x {_input.Size} = {(long)count * _input.Size} values, found {inputs}.", inputName);
        if (outputs != (long)count * _output.Size)
            throw new ArgumentException($"Expected room for {count} x {_output.Size} = {(long)count * _output.Size} values, found {outputs}.", outputName);
    }

    /// <summary>Runs the network, in batches. Both spans are used in place: nothing is copied.</summary>
    /// <param name="input">[count, shape of the input].</param>
    /// <param name="count">How many items, 0 or more.</param>
    /// <param name="output">[count, shape of the output], overwritten.</param>
    /// <exception cref="ArgumentException">
    /// A span does not have the length that the count asks for, or a value of the input is not finite or beyond 1e15, and one of the output with it.
    /// </exception>
    /// <exception cref="ModelFileException">ONNX Runtime fails, or a value of the output is not finite or beyond 1e15 though none of the input is.</exception>
    public void Run(ReadOnlySpan<float> input, int count, Span<float> output)
    {
        Check(input.Length, nameof(input), count, output.Length, nameof(output));
        for (int done = 0; done < count;)
        {
            int batch = Math.Min(BatchSize, count - done);
            ReadOnlySpan<float> given = input.Slice(done * _input.Size, batch * _input.Size);
            Span<float> made = output.Slice(done * _output.Size, batch * _output.Size);
            RunBatch(given, batch, made);
            CheckOutput(given, made);
            done += batch;
        }
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _run.Dispose();
        _session.Dispose();
    }

    private unsafe void RunBatch(ReadOnlySpan<float> input, int count, Span<float> output)
    {
        fixed (float* inputAddress = input)
        fixed (float* outputAddress = output)
        {
            using OrtValue inputValue = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, TensorElementType.Float, _input.ShapeOf(count), (nint)inputAddress, sizeof(float) * (long)input.Length);
            using OrtValue outputValue = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, TensorElementType.Float, _output.ShapeOf(count), (nint)outputAddress, sizeof(float) * (long)output.Length);
            try
            {
                _session.Run(_run, _input.Names, [inputValue], _output.Names, [outputValue]);
            }
            catch (OnnxRuntimeException e)
            {
                throw _faults.At("run", "a model that ONNX Runtime runs", e.Message, cause: e);
            }
        }
    }

    // Weights that are finite and huge overflow on the way. What is no number, or so large that distances overflow, is at no distance from anything.
    private void CheckOutput(ReadOnlySpan<float> input, ReadOnlySpan<float> output)
    {
        int wrong = FirstBeyond(MaxValue, output);
        if (wrong < 0) return;
        int given = FirstBeyond(MaxValue, input);
        if (given >= 0) throw new ArgumentException($"Expected values from -{MaxValue} to {MaxValue}, found {input[given]} at {given}.", nameof(input));
        (int item, int value) = int.DivRem(wrong, _output.Size);
        string found = $"{output[wrong]} as value {value} of item {item}: the weights are damaged";
        throw _faults.At("run", $"values from -{MaxValue} to {MaxValue} from the network", found);
    }

    private static int FirstBeyond(float bound, ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i]) <= bound)) return i; // NaN too
        }

        return -1;
    }

    /// <summary>The input or the output of the graph: its name, and the shape of one item.</summary>
    private sealed class OnnxPort
    {
        private readonly long[] _item;

        public OnnxPort(ValueInfoProto value)
        {
            Names = [value.Name];
            _item = [.. value.Type.TensorType.Shape.Dim.Skip(1).Select(static d => d.DimValue)];
            Size = (int)_item.Aggregate(1L, static (product, size) => product * size);
        }

        public string[] Names { get; }

        public int Size { get; }

        public long[] ShapeOf(int count) => [count, .. _item];
    }
}
