using Lookalike.Core;
using Lookalike.Datasets;

namespace Lookalike.Training.Patches;

/// <summary>Patches drawn from images, for whitening and dictionary.</summary>
internal static class PatchSample
{
    /// <summary>The most images that patches are drawn from.</summary>
    public const int MaxImages = 2000;

    /// <summary>Patches that are drawn of each image.</summary>
    public const int PatchesPerImage = 50;

    /// <summary>Draws patches, in random order.</summary>
    /// <param name="images">The images, at least one.</param>
    /// <param name="halving">How they are made small enough.</param>
    /// <param name="random">The draws.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>[n, C x 6 x 6], not whitened.</returns>
    public static float[] Draw(ImageSet images, PictureHalving halving, Random random, CancellationToken cancellationToken)
    {
        var grid = new PatchGrid(halving.Shape);
        int[] positions = EvenSpread.Positions(images.Count, Math.Min(images.Count, MaxImages), random.NextDouble());
        int size = grid.PatchSize;
        int[] order = [.. Enumerable.Range(0, positions.Length * PatchesPerImage)];
        random.Shuffle(order);
        float[] pixels = new float[halving.Shape.Count], patches = new float[order.Length * size];
        for (int i = 0; i < order.Length; i++)
        {
            if (i % PatchesPerImage == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                halving.Read(images[positions[i / PatchesPerImage]], pixels);
                grid.Centre(pixels);
            }

            grid.Cut(pixels, random.Next(grid.Count), patches.AsSpan(order[i] * size, size));
        }

        return patches;
    }
}
