using Lookalike.Index.Records;

namespace Lookalike.Index.Reading;

/// <summary>A record that a search found. Immutable.</summary>
public sealed class IndexHit
{
    /// <summary>Joins a record with its distance.</summary>
    /// <param name="record">The record, with its vector where the query asked for it.</param>
    /// <param name="distance">How far it is from the query, in the query's metric. Smaller is more similar.</param>
    public IndexHit(ImageRecord record, double distance) => (Record, Distance) = (record, distance);

    /// <summary>The record, with its vector where the query asked for it.</summary>
    public ImageRecord Record { get; }

    /// <summary>How far it is from the query, in the query's metric. Smaller is more similar.</summary>
    public double Distance { get; }
}
