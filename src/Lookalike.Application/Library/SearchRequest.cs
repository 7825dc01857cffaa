using Lookalike.Application.Searching;
using Lookalike.Imaging.Reading;

namespace Lookalike.Application.Library;

/// <summary>What is searched for, and what comes back. Either examples are named, or some are drawn. Immutable.</summary>
public sealed class SearchRequest
{
    /// <summary>Pictures that the hits shall look like.</summary>
    public IReadOnlyList<QueryPicture> Pictures { get; init; } = [];

    /// <summary>Keys of indexed images that the hits shall look like.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Pictures that the hits shall not look like.</summary>
    public IReadOnlyList<QueryPicture> NegativePictures { get; init; } = [];

    /// <summary>Keys of indexed images that the hits shall not look like.</summary>
    public IReadOnlyList<string> NegativeKeys { get; init; } = [];

    /// <summary>Whether all examples are one query, by the mean of their latents; else each is a query of its own.</summary>
    public bool Mean { get; init; }

    /// <summary>
    /// Whether parts of each picture, the middle and the corners, are searched for as well: for what is only a part of it in the index. What stands around a
    /// picture - a frame, bars, a caption, a screen - is always passed over in a search of its own.
    /// </summary>
    public bool Crops { get; init; }

    /// <summary>How many images to draw, 1 and up: of an index of folders indexed pictures, else images of the data set's test split; null for none.</summary>
    public int? Sample { get; init; }

    /// <summary>The seed of the draw.</summary>
    public int Seed { get; init; }

    /// <summary>The most pixels that a picture may have, 1 and up: those that are searched for, and those that are drawn on the montage.</summary>
    public long MaxPixels { get; init; } = PictureReader.DefaultMaxPixels;

    /// <summary>What comes back.</summary>
    public SearchOptions Options { get; init; } = new();

    /// <summary>The PNG file into which each query is drawn beside its hits; null for none.</summary>
    public string? MontagePath { get; init; }

    /// <summary>The HTML file into which each query is drawn beside its hits; null for none.</summary>
    internal string? HtmlPath { get; init; }

    /// <summary>Whether the report holds pictures of its queries and hits.</summary>
    internal bool Shows { get; init; }

    /// <summary>Whether pictures of queries and hits are needed.</summary>
    internal bool IsDrawn => Shows || MontagePath is not null || HtmlPath is not null;
}
