namespace Lookalike.Application.Duplicates;

/// <summary>One image of a group of near-identical ones.</summary>
public sealed class DuplicateImage
{
    internal DuplicateImage()
    {
    }

    /// <summary>The record's key.</summary>
    public string Key { get; internal init; } = "";

    /// <summary>The full path of the picture file, whether or not it is still there; null where the image has no file of its own.</summary>
    public string? Path { get; internal init; }

    /// <summary>The picture's width in pixels, once upright; null where it is not known.</summary>
    public int? Width { get; internal init; }

    /// <summary>The picture's height in pixels, once upright; null where it is not known.</summary>
    public int? Height { get; internal init; }

    /// <summary>The file's size in bytes when it was indexed; null where the image has no file of its own.</summary>
    public long? Size { get; internal init; }

    /// <summary>When the file's content was last written, in UTC, as it was when it was indexed; null where the image has no file of its own.</summary>
    public DateTimeOffset? Modified { get; internal init; }

    /// <summary>The class, for display, or null.</summary>
    public int? Label { get; internal init; }

    /// <summary>The Euclidean distance to the image to keep; at most <see cref="DuplicateReport.Within"/>, 0 for that one itself.</summary>
    public float Distance { get; internal init; }
}
