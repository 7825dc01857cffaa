namespace Lookalike.Index.Records;

/// <summary>One indexed image.</summary>
public sealed class ImageRecord
{
    /// <summary>
    /// The set and the image's place in it: <c>mnist/train/00042</c>, or for a picture file the root's name and the path below it, such as
    /// <c>pictures/2024/beach.jpg</c>. Unique in the index.
    /// </summary>
    public string Key { get; set; } = "";

    /// <summary>The set that the image belongs to, such as <c>mnist/train</c>; for a picture file its root's name (<see cref="ImageRoot.Name"/>).</summary>
    public string Set { get; set; } = "";

    /// <summary>The image's position in its set, 0-based; null for a picture file.</summary>
    public int? Position { get; set; }

    /// <summary>The picture file's path below its root, with <c>/</c> on every system; null where the image has no file of its own.</summary>
    public string? Path { get; set; }

    /// <summary>The file's size in bytes when it was encoded; null where the image has no file of its own.</summary>
    public long? Size { get; set; }

    /// <summary>When the file's content was last written, in UTC, as it was when it was encoded; null where the image has no file of its own.</summary>
    public DateTimeOffset? Modified { get; set; }

    /// <summary>The picture's width in pixels as it is stored, once upright; null where the image has no file of its own.</summary>
    public int? Width { get; set; }

    /// <summary>The picture's height in pixels as it is stored, once upright; null where the image has no file of its own.</summary>
    public int? Height { get; set; }

    /// <summary>The class, for display and evaluation only; null where the data set has none.</summary>
    public int? Label { get; set; }

    /// <summary>The first 128 bits of the SHA-256, in hexadecimal: of the file where the image has one, else of its pixels.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>The latent. Empty where a search or a read left it out.</summary>
    public ReadOnlyMemory<float> Vector { get; set; }
}
