namespace Lookalike.Application;

/// <summary>Images that look near-identical to the one of them to keep.</summary>
public sealed class DuplicateGroup
{
    /// <summary>The key of the one to keep, if only one is kept: the one of most pixels, then of most bytes, then the oldest.</summary>
    public required string Keep { get; init; }

    /// <summary>The images, two and more, the one to keep among them, in ordinal order of their keys.</summary>
    public required IReadOnlyList<DuplicateImage> Images { get; init; }
}
