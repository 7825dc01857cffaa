using Lookalike.Imaging;

namespace Lookalike.Training.Patches;

/// <summary>From the bytes of an image to the dictionary entries of each of its patches. Immutable, so thread-safe; each thread has a buffer.</summary>
internal sealed class PatchFinder
{
    private readonly PictureHalving _halving;
    private readonly PatchWhitening _whitening;
    private readonly PatchMatch _match;

    /// <summary>Joins the parts.</summary>
    /// <param name="halving">How images are made small enough.</param>
    /// <param name="whitening">What patches are brought to.</param>
    /// <param name="dictionary">What they are compared with.</param>
    /// <param name="threshold">The cosine from which a patch is like an entry.</param>
    public PatchFinder(PictureHalving halving, PatchWhitening whitening, PatchDictionary dictionary, double threshold)
    {
        (_halving, _whitening, Entries) = (halving, whitening, dictionary.Count);
        Grid = new PatchGrid(halving.Shape);
        _match = new PatchMatch(dictionary.Entries, dictionary.Dimensions, (float)threshold);
    }

    /// <summary>The patches of an image.</summary>
    public PatchGrid Grid { get; }

    /// <summary>Entries of the dictionary.</summary>
    public int Entries { get; }

    /// <summary>A buffer for one thread.</summary>
    public Buffer CreateBuffer() => new(_halving.Shape, Grid, _whitening.Dimensions, Entries);

    /// <summary>Finds the entries of an image's patches.</summary>
    /// <param name="image">[C, H, W], 0..255.</param>
    /// <param name="buffer">Overwritten.</param>
    /// <returns>A list for each patch, the buffer's.</returns>
    public PatchMatches Find(ReadOnlySpan<byte> image, Buffer buffer)
    {
        _halving.Read(image, buffer.Pixels);
        Grid.Centre(buffer.Pixels);
        Grid.Cut(buffer.Pixels, buffer.Patches);
        _whitening.Apply(buffer.Patches, buffer.Whitened);
        _match.Find(buffer.Whitened, Grid.Count, buffer.Matches);
        return buffer.Matches;
    }

    /// <summary>What one thread works in.</summary>
    internal sealed class Buffer
    {
        internal Buffer(PixelShape shape, PatchGrid grid, int dimensions, int entries)
        {
            Pixels = new float[shape.Count];
            Patches = new float[grid.Count * grid.PatchSize];
            Whitened = new float[PatchMatch.BufferLength(grid.Count, dimensions)];
            Matches = new PatchMatches(grid.Count, entries);
        }

        internal float[] Pixels { get; } // (C, h, w)

        internal float[] Patches { get; } // (patches, PatchSize)

        internal float[] Whitened { get; } // (patches in whole tiles, dimensions)

        internal PatchMatches Matches { get; }
    }
}
