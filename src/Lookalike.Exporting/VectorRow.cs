namespace Lookalike.Exporting;

/// <summary>One image and its vector.</summary>
/// <param name="Key">What the image is called: its key in an index, or the path that was given.</param>
/// <param name="Path">The full path of its file; null where it has none.</param>
/// <param name="Label">Its class, 0 and up; null for none.</param>
/// <param name="Vector">Its latent.</param>
internal readonly record struct VectorRow(string Key, string? Path, int? Label, ReadOnlyMemory<float> Vector);
