namespace Lookalike.Application.Duplicates;

/// <summary>Images that look near-identical to the one of them to keep.</summary>
public sealed class DuplicateGroup
{
    internal DuplicateGroup()
    {
    }

    /// <summary>The key of the one to keep, if only one is kept: the one of most pixels, then of most bytes, then the oldest.</summary>
    public string Keep { get; internal init; } = "";

    /// <summary>The images, two and more, the one to keep among them, in ordinal order of their keys.</summary>
    public IReadOnlyList<DuplicateImage> Images { get; internal init; } = [];
}
