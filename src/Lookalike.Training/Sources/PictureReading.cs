using Lookalike.Datasets.Pictures;

namespace Lookalike.Training.Sources;

/// <summary>How the pictures of a run were read.</summary>
internal sealed class PictureReading
{
    internal PictureReading(PictureSet pictures) =>
        (Count, Decoded, Kept, Dropped, LeftOut, CachePath, CacheLength) =
            (pictures.Images.Count, pictures.Decoded, pictures.Kept, pictures.Dropped, pictures.LeftOut, pictures.CachePath, pictures.CacheLength);

    /// <summary>Images that there are.</summary>
    public int Count { get; }

    /// <summary>Pictures that were decoded now.</summary>
    public int Decoded { get; }

    /// <summary>Pictures that were kept from before.</summary>
    public int Kept { get; }

    /// <summary>Pictures that were kept before and are no longer wanted.</summary>
    public int Dropped { get; }

    /// <summary>Pictures that were left out for want of time.</summary>
    public int LeftOut { get; }

    /// <summary>The file that keeps them.</summary>
    public string CachePath { get; }

    /// <summary>Its length in bytes.</summary>
    public long CacheLength { get; }
}
