using Lookalike.Imaging;

namespace Lookalike.Datasets;

/// <summary>What is to be done with one file.</summary>
internal sealed class PictureStep
{
    public required PictureFile File { get; init; }

    /// <summary>What the cache says and what stays so; null where it is not kept.</summary>
    public CachedFile? Kept { get; init; }

    /// <summary>Whether the file is decoded. Neither kept nor decoded, it has a fault already or is left out.</summary>
    public bool IsDecoded { get; init; }

    /// <summary>The record of a file that is not decoded. A kept one gets another row.</summary>
    public CachedFile Record => Kept ?? (File.Fault is { } fault ? CachedFile.Of(File, fault) : CachedFile.Of(File));
}
