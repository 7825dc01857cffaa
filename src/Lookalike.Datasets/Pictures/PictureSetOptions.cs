using Lookalike.Core;
using Lookalike.Datasets.Store;
using Lookalike.Imaging;
using Lookalike.Imaging.Reading;

namespace Lookalike.Datasets.Pictures;

/// <summary>How pictures are decoded and kept. Immutable.</summary>
internal sealed class PictureSetOptions
{
    /// <summary>
    /// What tells these pictures from others on this machine, such as the full path of their folder and the patterns they were chosen by: each source,
    /// shape and fit has a cache of its own.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>What the set is called in messages and keys; not empty.</summary>
    public required string Name { get; init; }

    /// <summary>The shape of every image.</summary>
    public required PixelShape Shape { get; init; }

    /// <summary>How a picture of another aspect ratio is brought to the shape.</summary>
    /// <value>The default is <see cref="PictureFit.Pad"/>.</value>
    public PictureFit Fit { get; init; }

    /// <summary>The most pixels that a picture may have, at least 1. One that was refused is tried again under another limit.</summary>
    /// <value>The default is <see cref="PictureReader.DefaultMaxPixels"/>.</value>
    public long MaxPixels { get; init; } = PictureReader.DefaultMaxPixels;

    /// <summary>
    /// The most files that are decoded now, at least 0, or null for all. Of more that need it, an even sample is; the others are left
    /// out until another time. Images that are kept already do not count.
    /// </summary>
    public int? MaxDecoded { get; init; }

    /// <summary>The seed of that sample.</summary>
    /// <value>The default is 42.</value>
    public int Seed { get; init; } = 42;

    /// <summary>How many pictures are decoded at once, at least 1.</summary>
    /// <value>The default is the number of cores.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The most bytes of images that are read into memory; more of them are mapped, and the system reads what is looked at.</summary>
    /// <value>The default is a quarter of the memory that the process may use.</value>
    public long MaxInMemory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>Where caches are kept, or null for <c>pictures</c> in the folder of the data sets (<see cref="DatasetStore.Folder"/>).</summary>
    public string? CacheFolder { get; init; }

    /// <summary>
    /// After how many pictures the cache is first written, so that a killed run loses no more; from then on whenever it has doubled. All these
    /// caches together are no more than twice the last.
    /// </summary>
    internal int FirstWrite { get; init; } = 10_000;

    /// <summary>Told how many files have been decoded, and of how many; not on the caller's thread.</summary>
    public IProgress<Progress>? Progress { get; init; }

    /// <summary>Told of every file that gives no picture, once, as it is met; not always on the caller's thread.</summary>
    public Action<PictureFailure>? Failed { get; init; }

    /// <summary>Told what the user should know, in a sentence each.</summary>
    public Action<string>? Notice { get; init; }
}
