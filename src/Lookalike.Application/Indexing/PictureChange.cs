using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;

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

/// <summary>A file that is new, or not as its record says. Immutable.</summary>
internal sealed class ScannedPicture
{
    public required PictureFile File { get; init; }

    /// <summary>The name of its root.</summary>
    public required string Root { get; init; }

    /// <summary>Made at each call: a million of them need not lie in memory beside their paths.</summary>
    public string Key => $"{Root}/{File.RelativePath}";

    /// <summary>The row of its record, or -1 where it has none.</summary>
    public required int Row { get; init; }
}
