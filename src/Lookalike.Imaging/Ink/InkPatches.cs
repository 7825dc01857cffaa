namespace Lookalike.Imaging.Ink;

/// <summary>The patches of ink above a level, and the one that is most likely what was drawn.</summary>
internal sealed class InkPatches
{
    /// <summary>Pixels of the longer side below which a patch is dust.</summary>
    private const int MinSide = 6;

    /// <summary>A stroke that belongs to the main patch has at least this share of its edges, and is no further away than a share of its longer side.</summary>
    private const double StrokeEnergy = 0.04, StrokeGap = 0.3;

    /// <summary>A patch at the sheet's border, such as a shadow, is the main one where no other has this share of its edges.</summary>
    private const double InsideEnergy = 0.05;

    private readonly List<InkPatch> _patches;
    private readonly int[] _patchOf;

    private InkPatches(List<InkPatch> patches, int[] patchOf, InkPatch? strongest, InkPatch? main)
    {
        _patches = patches;
        _patchOf = patchOf;
        Strongest = strongest;
        Main = main;
    }

    /// <summary>The patch of the most edges; null where all are dust.</summary>
    public InkPatch? Strongest { get; }

    /// <summary>The same, of those inside the sheet where one has enough edges.</summary>
    public InkPatch? Main { get; }

    public static InkPatches At(float level, Plane map, InkEdges edges)
    {
        int[] patchOf = new int[map.Values.Length];
        List<InkPatch> patches = [.. InkPatch.All(map, level, edges, patchOf).Where(p => p.Energy > 0).OrderByDescending(p => p.Energy)];
        InkPatch? any = patches.Find(p => p.Side >= MinSide), inside = patches.Find(p => p.Side >= MinSide && !p.Touches(map));
        return new InkPatches(patches, patchOf, any, inside is not null && inside.Energy >= InsideEnergy * any!.Energy ? inside : any);
    }

    /// <summary>The main patch and the strokes beside it. There is a main patch.</summary>
    public InkShape Join(Plane map)
    {
        InkPatch main = Main!, box = main;
        var taken = new HashSet<int> { main.Number };
        foreach (InkPatch other in _patches)
        {
            bool stroke = other != main && other.Energy >= StrokeEnergy * main.Energy && other.Gap(main) <= StrokeGap * main.Side;
            if (!stroke || (other.Touches(map) && !main.Touches(map))) continue;
            taken.Add(other.Number);
            box = box.With(other);
        }

        return new InkShape(map, Array.ConvertAll(_patchOf, taken.Contains), box);
    }
}
