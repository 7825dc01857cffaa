using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;

namespace Lookalike.Datasets.Pictures;

/// <summary>What a cache knows of one file: where its pixels are, or why there are none.</summary>
internal sealed record CachedFile
{
    /// <summary>The row of a file without pixels.</summary>
    public const int NoRow = -1;

    public required string Path { get; init; }

    public required long Length { get; init; }

    /// <summary>When it was last written: ticks of 100 ns, UTC.</summary>
    public required long WrittenAt { get; init; }

    /// <summary>Which row its pixels are, from 0, or <see cref="NoRow"/>.</summary>
    public int Row { get; init; } = NoRow;

    /// <summary>Why there are no pixels; null where there are, and where the file has not been decoded yet.</summary>
    public PictureFault? Fault { get; init; }

    /// <summary>What the fault says of itself.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the file is known and was left out.</summary>
    public bool IsLeftOut => Row == NoRow && Fault is null;

    public static CachedFile Of(PictureFile file) => new()
    {
        Path = file.RelativePath,
        Length = file.Length,
        WrittenAt = file.LastWriteTime.UtcTicks,
    };

    public static CachedFile Of(PictureFile file, PictureException fault) => Of(file) with { Fault = fault.Fault, Message = fault.Message };

    /// <summary>Whether the file is still what it was.</summary>
    public bool IsStill(PictureFile file) => Length == file.Length && WrittenAt == file.LastWriteTime.UtcTicks;

    public PictureFailure ToFailure() => new() { Path = Path, Fault = Fault!.Value, Message = Message! };
}
