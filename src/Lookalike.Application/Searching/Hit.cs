using Lookalike.Index.Records;

namespace Lookalike.Application.Searching;

/// <summary>One indexed image and how far it is from the query.</summary>
public sealed class Hit
{
    internal Hit()
    {
    }

    /// <summary>1 for the nearest.</summary>
    public int Rank { get; internal init; }

    /// <summary>The record's key.</summary>
    public string Key { get; internal init; } = "";

    /// <summary>The full path of the picture file, whether or not it is still there; null where the image has no file of its own.</summary>
    public string? Path { get; internal init; }

    /// <summary>The class, for display, or null.</summary>
    public int? Label { get; internal init; }

    /// <summary>The record, without its vector.</summary>
    internal ImageRecord Record { get; init; } = new();

    /// <summary>Euclidean: 0 and up. Cosine: 0 to 2. Smaller is more similar.</summary>
    public float Distance { get; internal init; }

    /// <summary>How many near copies of this one were left out of the hits (<see cref="SearchOptions.Collapse"/>); 0 where none were looked for.</summary>
    public int NearIdentical { get; internal init; }
}
