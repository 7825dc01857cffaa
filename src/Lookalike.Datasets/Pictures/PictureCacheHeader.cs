using Lookalike.Imaging;
using Lookalike.Imaging.Reading;

namespace Lookalike.Datasets.Pictures;

/// <summary>What the footer of a picture cache says.</summary>
internal sealed class PictureCacheHeader
{
    public required PixelShape Shape { get; init; }

    public required PictureFit Fit { get; init; }

    /// <summary>Files that have pixels.</summary>
    public required int Rows { get; init; }

    /// <summary>Records of the manifest.</summary>
    public required int Files { get; init; }

    /// <summary>The limit under which pictures were refused.</summary>
    public required long MaxPixels { get; init; }

    /// <summary>Bytes.</summary>
    public required long ManifestLength { get; init; }

    public long RowsLength => (long)Rows * Shape.Count;

    public long FileLength => PictureCacheLayout.FirstRow + RowsLength + ManifestLength + PictureCacheLayout.FooterLength;
}
