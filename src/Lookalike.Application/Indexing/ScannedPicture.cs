using Lookalike.Imaging;

namespace Lookalike.Application;

/// <summary>A file that is new, or not as its record says. Immutable.</summary>
internal sealed class ScannedPicture
{
    public required PictureFile File { get; init; }

    public required string Key { get; init; }

    /// <summary>The name of its root.</summary>
    public required string Root { get; init; }

    /// <summary>The slot of its record, or -1 where it has none.</summary>
    public required int Slot { get; init; }
}
