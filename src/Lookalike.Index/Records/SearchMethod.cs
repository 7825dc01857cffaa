namespace Lookalike.Index.Records;

/// <summary>How an index is searched.</summary>
public enum SearchMethod
{
    /// <summary>Exactly up to <see cref="IndexDescription.MaxExact"/> images, approximately above.</summary>
    Auto,

    /// <summary>Every vector is compared: nothing is missed.</summary>
    Exact,

    /// <summary>A walk through a graph of the vectors finds nearly all of the nearest, in a time that hardly grows with the index.</summary>
    Approximate,
}
