namespace Lookalike.Application;

/// <summary>One image of a group of near-identical ones.</summary>
public sealed class DuplicateImage
{
    /// <summary>The record's key.</summary>
    public required string Key { get; init; }

    /// <summary>The class, for display, or null.</summary>
    public int? Label { get; init; }

    /// <summary>The Euclidean distance to the image to keep; 0 for that one itself. In a group that hangs together by a chain it may exceed the distance of near-identical images.</summary>
    public required float Distance { get; init; }
}
