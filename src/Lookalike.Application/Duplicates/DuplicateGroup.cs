namespace Lookalike.Application.Duplicates;

/// <summary>Images that look near-identical to the one of them to keep.</summary>
public sealed class DuplicateGroup
{
    internal DuplicateGroup()
    {
    }

    /// <summary>The key of the one to keep, if only one is kept: the one of most pixels, then the oldest, then the one of most bytes.</summary>
    public string Keep { get; internal init; } = "";

    /// <summary>
    /// What tells the one to keep from all others: <c>pixels</c> where it has most, <c>age</c> where it is the oldest of those, <c>bytes</c> where it has
    /// most of these, and <c>key</c> where it is merely the first by its key.
    /// </summary>
    public string KeepReason { get; internal init; } = "";

    /// <summary>The images, two and more, the one to keep among them, in ordinal order of their keys.</summary>
    public IReadOnlyList<DuplicateImage> Images { get; internal init; } = [];
}
