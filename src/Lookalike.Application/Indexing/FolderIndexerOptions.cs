using Lookalike.Core;
using Lookalike.Imaging.Reading;

namespace Lookalike.Application.Indexing;

/// <summary>How folders are brought in step with an index, and who hears of it. Immutable.</summary>
internal sealed class FolderIndexerOptions
{
    /// <summary>The most pixels a picture may have; checked before it is decoded. At least 1.</summary>
    /// <value>The default is <see cref="PictureReader.DefaultMaxPixels"/>.</value>
    public long MaxPixels { get; init; } = PictureReader.DefaultMaxPixels;

    /// <summary>How many files are read and decoded at once. At least 1.</summary>
    /// <value>The default is the number of cores.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether the summary of a run has the keys that it changed, as that of a preview has.</summary>
    public bool KeepsKeys { get; init; }

    /// <summary>Told how many of the new and changed files are done, and how many there are; or null.</summary>
    public IProgress<Progress>? Progress { get; init; }

    /// <summary>Told of each file that cannot be read, when it is met; or null.</summary>
    public Action<IndexFailure>? Failed { get; init; }

    /// <summary>Told in a sentence what else there is to know, such as that a folder was found at another place; or null.</summary>
    public Action<string>? Notice { get; init; }
}
