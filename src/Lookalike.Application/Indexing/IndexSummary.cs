namespace Lookalike.Application;

/// <summary>What one run of indexing did.</summary>
public sealed class IndexSummary
{
    /// <summary>The version of this layout.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Images that were encoded, because they are new or changed.</summary>
    public required int Encoded { get; init; }

    /// <summary>Images whose vector was there already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Records whose image is gone.</summary>
    public required int Removed { get; init; }

    /// <summary>Images that could not be read.</summary>
    public required int Failed { get; init; }

    /// <summary>Wall time in seconds.</summary>
    public required double Seconds { get; init; }
}
