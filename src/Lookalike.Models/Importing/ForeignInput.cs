using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Onnx;

namespace Lookalike.Models.Importing;

/// <summary>How a graph takes a picture. Immutable.</summary>
internal sealed class ForeignInput
{
    public const int Float = 1;
    public const int Half = 10;

    /// <summary>The name of the graph's input.</summary>
    public required string Name { get; init; }

    /// <summary>Its numbers: <see cref="Float"/> or <see cref="Half"/>.</summary>
    public required int ElementType { get; init; }

    /// <summary>Whether the channels stand last, [N,H,W,C].</summary>
    public required bool ChannelsLast { get; init; }

    public required int Channels { get; init; }

    public required int Height { get; init; }

    public required int Width { get; init; }

    /// <summary>The shape of one picture as it is stored everywhere else.</summary>
    public FeatureShape Shape => FeatureShape.Map(Channels, Height, Width);

    /// <summary>The ways in which a graph may take pictures, the likelier first: which it is, running it shows.</summary>
    /// <exception cref="ModelFileException">It has no input for a picture, another beside it, or takes pictures of another size.</exception>
    public static IReadOnlyList<ForeignInput> Find(ForeignGraph graph, ImportSettings settings, ModelFaults faults)
    {
        ValueInfoProto[] pictures = [.. graph.Inputs.Where(IsPicture)];
        if (pictures.Length != 1 || graph.Inputs.Count != 1)
        {
            string found = graph.Inputs.Count == 0 ? "none" : string.Join(", ", graph.Inputs.Take(8).Select(GraphText.Of));
            throw faults.At("graph", "one input of numbers with four dimensions, a picture, and no other", found, "Export the part that encodes images.");
        }

        long[] sizes = [.. pictures[0].Type.TensorType.Shape.Dim.Select(static d => d.DimValue)];
        (int Axis, int Channels)[] places = [.. Places(sizes)];
        if (places.Length == 0)
            throw faults.At($"input {Quoted.Of(pictures[0].Name)}", "3 channels or 1, in the second place or in the last", GraphText.Of(pictures[0]));
        return [.. places.Select(place => Make(pictures[0], sizes, place, settings, faults))];
    }

    private static bool IsPicture(ValueInfoProto value) =>
        value.Type?.TensorType is { ElemType: Float or Half, Shape.Dim.Count: 4 };

    // A size that is not said is 0: it is 3 if no other place says so.
    private static IEnumerable<(int Axis, int Channels)> Places(long[] sizes)
    {
        foreach (int channels in (int[])[3, 1])
        {
            if (sizes[1] == channels) return [(1, channels)];
            if (sizes[3] == channels) return [(3, channels)];
        }

        return from axis in (int[])[1, 3] where sizes[axis] == 0 select (axis, 3);
    }

    private static ForeignInput Make(ValueInfoProto value, long[] sizes, (int Axis, int Channels) place, ImportSettings settings, ModelFaults faults)
    {
        int rows = place.Axis == 1 ? 2 : 1;
        var preprocessing = new Preprocessing
        {
            Channels = place.Channels,
            Height = Side(sizes[rows], value.Name, settings, faults),
            Width = Side(sizes[rows + 1], value.Name, settings, faults),
        };
        if (preprocessing.FindFault() is { } fault) throw faults.Of($"input {Quoted.Of(value.Name)}: {fault}");
        if (preprocessing.InputShape.Count > FeatureShape.MaxCount)
            throw faults.At($"input {Quoted.Of(value.Name)}", $"at most {FeatureShape.MaxCount} values of a picture", $"{preprocessing.InputShape}");
        return new ForeignInput
        {
            Name = value.Name,
            ElementType = value.Type.TensorType.ElemType,
            ChannelsLast = place.Axis == 3,
            Channels = place.Channels,
            Height = preprocessing.Height,
            Width = preprocessing.Width,
        };
    }

    private static int Side(long said, string name, ImportSettings settings, ModelFaults faults)
    {
        if (said == 0)
        {
            return settings.Size ?? settings.UsualSize ?? throw faults.At(
                $"input {Quoted.Of(name)}", "the side of its pictures", "none, for it takes any", "Say which it was trained with.", GraphText.Setting("size"));
        }

        if (settings.Size is { } wanted && wanted != said)
        {
            string found = $"{said}, which the graph fixes";
            throw faults.At($"input {Quoted.Of(name)}", $"pictures of {wanted} pixels a side", found, "Leave the size away.", GraphText.Setting("size"));
        }

        return (int)Math.Clamp(said, 0, int.MaxValue);
    }
}
