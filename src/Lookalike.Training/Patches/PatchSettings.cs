using Lookalike.Imaging;

namespace Lookalike.Training.Patches;

/// <summary>The numbers of a patch code. Immutable.</summary>
internal sealed record PatchSettings
{
    /// <summary>Entries of the dictionary.</summary>
    /// <value>An even number, 2 to 65,536; the default is 2,048.</value>
    public int Entries { get; init; } = 2048;

    /// <summary>Directions of a whitened patch that are kept; the time to compare grows with them.</summary>
    /// <value>From 1; the default is 64: of coloured patches of 6 x 6, as good as all 108.</value>
    public int Dimensions { get; init; } = 64;

    /// <summary>The cosine from which a patch is like an entry.</summary>
    /// <value>Above 0, below 1; the default is 0.3.</value>
    public double Threshold { get; init; } = 0.3;

    /// <summary>The cosine that two entries of the dictionary stay below.</summary>
    /// <value>Above 0, to 1; the default is 0.35.</value>
    public double EntryLimit { get; init; } = 0.35;

    /// <summary>Slow directions of a patch's code.</summary>
    /// <value>From 1; the default is 128.</value>
    public int Directions { get; init; } = 128;

    /// <summary>Values of an image's code.</summary>
    /// <value>From 1; the default is 256.</value>
    public int Size { get; init; } = 256;

    /// <summary>What the draws follow from.</summary>
    public int Seed { get; init; }

    /// <summary>What suits images: patches of grey ones are more like each other than those of coloured ones.</summary>
    /// <param name="shape">The shape of the images.</param>
    public static PatchSettings For(PixelShape shape) => shape.Channels == 1 ? new PatchSettings { EntryLimit = 0.6 } : new PatchSettings();
}
