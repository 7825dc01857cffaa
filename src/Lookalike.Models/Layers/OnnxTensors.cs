using System.Runtime.InteropServices;
using Lookalike.Models.Faults;
using Lookalike.Models.Onnx;
using DataType = Lookalike.Models.Onnx.TensorProto.Types.DataType;

namespace Lookalike.Models.Layers;

/// <summary>The initialisers of a graph that is being read. Each is taken once, by the node that uses it; none may be left.</summary>
internal sealed class OnnxTensors
{
    private readonly Dictionary<string, TensorProto> _tensors = [];
    private readonly ModelFaults _faults;

    public OnnxTensors(IEnumerable<TensorProto> tensors, ModelFaults faults)
    {
        _faults = faults;
        foreach (TensorProto tensor in tensors)
        {
            if (tensor.ExternalData.Count > 0 || tensor.DataLocation != 0)
            {
                const string Advice = "Models with external data are refused; write the model as one file.";
                throw faults.At(Describe(tensor.Name), "weights inside the file", "a reference to another file", Advice);
            }

            if (!_tensors.TryAdd(tensor.Name, tensor)) throw faults.At("graph", "initialisers of different names", $"{Quoted.Of(tensor.Name)} twice");
        }
    }

    public IEnumerable<string> Names => _tensors.Keys;

    /// <summary>Takes a float tensor; its dimensions are each 1 or more and multiply to the length of its values.</summary>
    public float[] TakeFloats(string name, int rank, out int[] dimensions) =>
        MemoryMarshal.Cast<byte, float>(Take(name, rank, DataType.Float, sizeof(float), out dimensions)).ToArray();

    /// <summary>Takes an integer tensor of one dimension.</summary>
    public long[] TakeIntegers(string name) =>
        MemoryMarshal.Cast<byte, long>(Take(name, 1, DataType.Int64, sizeof(long), out _)).ToArray();

    private ReadOnlySpan<byte> Take(string name, int rank, DataType type, int elementSize, out int[] dimensions)
    {
        if (!_tensors.Remove(name, out TensorProto? tensor)) throw _faults.At(Describe(name), "an initialiser that one node uses", "none, or one used before");
        if (tensor.DataType != (int)type) throw _faults.At(Describe(name), $"the data type {type} ({(int)type})", $"{tensor.DataType}");
        if (tensor.Dims.Count != rank) throw _faults.At(Describe(name), $"{rank} dimensions", $"{tensor.Dims.Count}");
        dimensions = new int[rank];
        long length = elementSize;
        for (int i = 0; i < rank; i++)
        {
            if (tensor.Dims[i] is < 1 or > int.MaxValue) throw _faults.At(Describe(name), $"dimensions of 1..{int.MaxValue}", $"{tensor.Dims[i]}");
            dimensions[i] = (int)tensor.Dims[i];
            length = FeatureShape.Product(length, dimensions[i]);
        }

        if (length != tensor.RawData.Length)
            throw _faults.At(Describe(name), $"{length} bytes for [{string.Join(',', dimensions)}]", $"{tensor.RawData.Length}");
        return tensor.RawData.Span;
    }

    private static string Describe(string name) => $"initialiser {Quoted.Of(name)}";
}
