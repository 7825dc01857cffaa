using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Ink;

/// <summary>What is drawn on a sheet: one connected shape and the strokes beside it, without dust, shadows and the sheet's own edges.</summary>
internal sealed class InkShape
{
    /// <summary>The least strength of ink.</summary>
    private const float MinLevel = 0.03f;

    /// <summary>What is left at a higher level has at least this share of the edges.</summary>
    private const double InsideEnergy = 0.05;

    /// <summary>What shows at a lower level only has this many times the edges.</summary>
    private const double FainterEnergy = 3;

    public InkShape(Plane map, bool[] mask, InkPatch box)
    {
        Map = map;
        Mask = mask;
        Box = box;
    }

    /// <summary>The strength of ink.</summary>
    public Plane Map { get; }

    /// <summary>The pixels of the shape.</summary>
    public bool[] Mask { get; }

    /// <summary>Where the shape lies.</summary>
    public InkPatch Box { get; }

    /// <summary>Finds the shape.</summary>
    /// <returns>Null for a blank sheet.</returns>
    public static InkShape? Find(Raster raster)
    {
        Plane map = InkMap.Of(raster);
        InkEdges edges = InkEdges.Of(map);
        if (edges.Level < MinLevel) return null;
        InkPatches best = InkPatches.At(edges.Level, map, edges);

        // Lines that cross the sheet are ruled on it, or are the edge of a shadow or of the sheet: ink is stronger. If not, all of it is ink.
        InkPatches above = best;
        for (float level = edges.Level * 1.3f; above.Strongest?.Crosses(map) == true && level < edges.Level * 2; level *= 1.2f)
        {
            InkPatches next = InkPatches.At(level, map, edges);
            if (next.Strongest is null || next.Strongest.Energy < InsideEnergy * above.Strongest.Energy) break;
            above = next;
        }

        if (above.Strongest?.Crosses(map) == false) best = above;

        // Specks blacker than a pencil set the level too high for it.
        InkPatches below = InkPatches.At(edges.Level / 2, map, edges);
        if (below.Strongest is { } fainter && !fainter.Crosses(map) && fainter.Energy > FainterEnergy * (best.Strongest?.Energy ?? 0)) best = below;
        return best.Main is null ? null : best.Join(map);
    }
}
