using Lookalike.Models.Faults;

namespace Lookalike.Models.Onnx;

/// <summary>Looks at a tensor that is handed on as it is.</summary>
internal static class TensorInspection
{
    /// <summary>The most bytes of one tensor's values; a file has no more.</summary>
    private const long MaxLength = 1L << 30;

    /// <summary>The types of numbers in the format, and the bytes of one.</summary>
    private static readonly Dictionary<int, int> Sizes = new()
    {
        [1] = 4, // float
        [2] = 1, // uint8
        [3] = 1, // int8
        [4] = 2, // uint16
        [5] = 2, // int16
        [6] = 4, // int32
        [7] = 8, // int64
        [9] = 1, // bool
        [10] = 2, // float16
        [11] = 8, // double
        [12] = 4, // uint32
        [13] = 8, // uint64
        [16] = 2, // bfloat16
    };

    /// <exception cref="ModelFileException">It points outside of the file, or its values are not those that its shape asks for.</exception>
    public static void Check(TensorProto tensor, string where, ModelFaults faults)
    {
        if (tensor.ExternalData.Count > 0 || tensor.DataLocation != 0)
        {
            const string Advice = "Models with external data are refused; write the model as one file.";
            throw faults.At(where, "weights inside the file", "a reference to another file", Advice);
        }

        if (!Sizes.TryGetValue(tensor.DataType, out int size)) throw faults.At(where, "numbers", $"the data type {tensor.DataType}");
        long count = 1;
        foreach (long dimension in tensor.Dims)
        {
            if (dimension < 0) throw faults.At(where, "dimensions of 0 and more", $"{dimension}");
            if (dimension > 0 && count > MaxLength / dimension) throw faults.At(where, $"at most {MaxLength} values", $"[{Shape(tensor)}]");
            count *= dimension;
        }

        bool right = tensor.RawData.Length > 0 || count == 0 ? tensor.RawData.Length == count * size : Typed(tensor) == count;
        if (!right) throw faults.At(where, $"the {count} values of [{Shape(tensor)}]", $"{tensor.RawData.Length} bytes, or {Typed(tensor)} values");
    }

    private static int Typed(TensorProto tensor) =>
        tensor.FloatData.Count + tensor.Int32Data.Count + tensor.Int64Data.Count + tensor.DoubleData.Count + tensor.Uint64Data.Count;

    private static string Shape(TensorProto tensor) => string.Join(',', tensor.Dims.Take(8));
}
