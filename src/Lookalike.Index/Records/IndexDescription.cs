namespace Lookalike.Index.Records;

/// <summary>What an index says of itself, beside its records. Immutable; a change gives another.</summary>
public sealed class IndexDescription
{
    /// <summary>The most images that <see cref="SearchMethod.Auto"/> compares one by one: some milliseconds for each search.</summary>
    public const int MaxExact = 200_000;

    /// <summary>The fingerprint of the model that made the vectors, 64 hexadecimal digits; null where no vector was stored yet.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Values of a vector, 1 and up.</summary>
    public required int LatentSize { get; init; }

    /// <summary>The data set that was indexed last, a name or a folder of IDX files; empty where none was.</summary>
    public string Source { get; init; } = "";

    /// <summary>How the index is searched where a search does not say otherwise.</summary>
    public SearchMethod Method { get; init; }

    /// <summary>The folders of pictures that the index holds.</summary>
    public ImageRoots Roots { get; init; } = ImageRoots.None;

    /// <summary>Whether searches are approximate where they do not say otherwise.</summary>
    /// <param name="images">How many images the index holds.</param>
    public bool IsApproximate(long images) => Method == SearchMethod.Approximate || (Method == SearchMethod.Auto && images > MaxExact);

    /// <summary>The same with something changed.</summary>
    /// <param name="fingerprint">Another fingerprint; null for the same.</param>
    /// <param name="source">Another data set; null for the same.</param>
    /// <param name="method">Another method; null for the same.</param>
    /// <param name="roots">Other folders; null for the same.</param>
    public IndexDescription With(string? fingerprint = null, string? source = null, SearchMethod? method = null, ImageRoots? roots = null) => new()
    {
        Fingerprint = fingerprint ?? Fingerprint,
        LatentSize = LatentSize,
        Source = source ?? Source,
        Method = method ?? Method,
        Roots = roots ?? Roots,
    };
}
