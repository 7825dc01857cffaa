using Lookalike.Training.Recipes;

namespace Lookalike.Training.Networks;

/// <summary>The architectures that there are.</summary>
internal static class ArchitectureTable
{
    private const int MaxSide = 16_384;

    private static readonly Dictionary<Architecture, ArchitectureDefinition> Definitions = new()
    {
        [Architecture.Compact] = new CompactArchitecture(),
        [Architecture.Reference] = new ReferenceArchitecture(),
    };

    /// <summary>What people call them.</summary>
    public static string[] Names => [.. Definitions.Values.Select(definition => definition.Name)];

    /// <summary>The definition of an architecture.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of this name.</exception>
    public static ArchitectureDefinition Of(Architecture architecture) => Definitions.TryGetValue(architecture, out ArchitectureDefinition? definition)
        ? definition
        : throw new ArgumentOutOfRangeException(nameof(architecture), architecture, "Unknown architecture.");

    /// <summary>How often an architecture halves an image.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="side">The longer side of the image in pixels, at least 1.</param>
    /// <returns>Twice for the reference; for the compact network as often as brings the side to 8 or less, at least twice.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is below 1.</exception>
    public static int Halvings(Architecture architecture, int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        return Of(architecture).HalvingsOf(side);
    }

    /// <summary>What both sides of an image have to be multiples of: 2 to the number of <see cref="Halvings"/>.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="side">The longer side of the image in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is below 1.</exception>
    public static int SideMultiple(Architecture architecture, int side) => 1 << Halvings(architecture, side);

    /// <summary>The side of the smallest square images that can be trained on and are not smaller than asked for.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="side">The side that is asked for, 1 to 16,384 pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is out of its range.</exception>
    public static int TrainableSide(Architecture architecture, int side)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, MaxSide);
        int multiple = SideMultiple(architecture, side);
        return (side + multiple - 1) / multiple * multiple; // rounding up asks for no further halving: 8 times the multiple is one too
    }
}
