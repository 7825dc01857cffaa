using Lookalike.Index.Records;

namespace Lookalike.Application.Library;

/// <summary>How images are indexed. Immutable.</summary>
public sealed class IndexOptions
{
    /// <summary>Whether the index is emptied first, whatever model made it.</summary>
    public bool Rebuild { get; init; }

    /// <summary>How the index will be searched; null, the default, to leave it as it is.</summary>
    public SearchMethod? Method { get; init; }

    /// <summary>Threads of the encoder, and pictures that are read at once, 1 and up; null, the default, for all cores.</summary>
    public int? Threads { get; init; }

    /// <summary>The most pixels a picture may have, 1 and up; null, the default, for <see cref="Imaging.Reading.PictureReader.DefaultMaxPixels"/>.</summary>
    public long? MaxPixels { get; init; }

    /// <summary>Whether runs after the first of a watch tell the keys that they changed.</summary>
    internal bool NamesChanges { get; init; }

    /// <summary>Whether nothing is done and the summary says what would be. For folders and pictures only.</summary>
    public bool DryRun { get; init; }
}
