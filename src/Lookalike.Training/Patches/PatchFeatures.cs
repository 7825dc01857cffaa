using Lookalike.Datasets;

namespace Lookalike.Training.Patches;

/// <summary>The pooled vectors of images, before they are made shorter. Immutable, so thread-safe.</summary>
/// <param name="finder">Finds what patches are like.</param>
/// <param name="pooling">Pools them.</param>
internal sealed class PatchFeatures(PatchFinder finder, PatchPooling pooling)
{
    /// <summary>Images whose vectors a thread holds at a time.</summary>
    private const int BlockImages = 16;

    /// <summary>Values of a vector.</summary>
    public int Size => pooling.Size;

    /// <summary>Computes the vectors of images, block by block.</summary>
    /// <param name="images">The images.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <param name="take">Told the first image of a block and the vectors, [images of the block, <see cref="Size"/>], from many threads.</param>
    public void ForEachBlock(ImageSet images, ParallelOptions options, Action<int, ReadOnlyMemory<float>> take)
    {
        int blocks = (images.Count + BlockImages - 1) / BlockImages;
        Parallel.For(0, blocks, options, () => new Buffers(finder.CreateBuffer(), pooling.CreateBuffer(), new float[BlockImages * Size]), (block, _, buffers) =>
        {
            int first = block * BlockImages, count = Math.Min(BlockImages, images.Count - first);
            for (int i = 0; i < count; i++)
                pooling.Pool(finder.Find(images[first + i], buffers.Finding), buffers.Pooling, buffers.Vectors.AsSpan(i * Size, Size));
            take(first, buffers.Vectors.AsMemory(0, count * Size));
            return buffers;
        }, _ => { });
    }

    private sealed record Buffers(PatchFinder.Buffer Finding, PatchPooling.Buffer Pooling, float[] Vectors);
}
