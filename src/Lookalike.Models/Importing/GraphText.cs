using Lookalike.Core;
using Lookalike.Models.Faults;
using Lookalike.Models.Onnx;

namespace Lookalike.Models.Importing;

/// <summary>What a graph has, in words for messages.</summary>
internal static class GraphText
{
    /// <summary>A value with its shape, as <c>'logits' [N,1000]</c>.</summary>
    public static string Of(ValueInfoProto value)
    {
        if (value.Type?.TensorType is not { } tensor) return $"{Quoted.Of(value.Name)}, which is no tensor";
        string shape = string.Join(',', tensor.Shape?.Dim.Take(8).Select(Of) ?? []);
        string type = tensor.ElemType is ForeignInput.Float or ForeignInput.Half ? "" : $" of type {tensor.ElemType}";
        return $"{Quoted.Of(value.Name)} [{shape}]{type}";
    }

    /// <summary>A shape, as <c>[1,512,7,7]</c>.</summary>
    public static string Of(IEnumerable<long> shape) => $"[{string.Join(',', shape)}]";

    /// <summary>What mends an import of which more must be said.</summary>
    public static Remedy Setting(string name) => new(RemedyKind.Setting, name);

    private static string Of(TensorShapeProto.Types.Dimension size) => size switch
    {
        { HasDimValue: true } => $"{size.DimValue}",
        { HasDimParam: true, DimParam.Length: > 0 } => Quoted.Of(size.DimParam).Trim('\''),
        _ => "?",
    };
}
