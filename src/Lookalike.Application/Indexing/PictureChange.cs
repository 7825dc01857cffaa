using Lookalike.Imaging.Faults;

namespace Lookalike.Application.Indexing;

/// <summary>One file and what becomes of its record. Immutable.</summary>
internal sealed class PictureChange
{
    public required ChangeKind Kind { get; init; }

    public required ScannedPicture Scanned { get; init; }

    public string ContentHash { get; init; } = "";

    /// <summary>The row whose vector is taken over; -1 where none is.</summary>
    public int Source { get; init; } = -1;

    /// <summary>Why the file is no picture, to be reported; or null.</summary>
    public PictureException? Failure { get; init; }
}
