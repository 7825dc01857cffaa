using System.Text.Json.Serialization;

namespace Lookalike.Application.Indexing;

/// <summary>What one run of indexing did, or would do. Immutable.</summary>
public sealed class IndexSummary
{
    internal IndexSummary()
    {
    }

    /// <summary>The version of this layout.</summary>
    [JsonInclude]
    internal int SchemaVersion { get; } = 1;

    /// <summary>Images that were encoded, because they are new or changed.</summary>
    public int Encoded { get; internal init; }

    /// <summary>Images whose vector was there already. A file of the size and time of its record is not read.</summary>
    public int Unchanged { get; internal init; }

    /// <summary>Files with another size or time and the same content: only that was written.</summary>
    public int Touched { get; internal init; }

    /// <summary>Files under another path, and the old one gone: the vector was kept.</summary>
    public int Moved { get; internal init; }

    /// <summary>New or changed files with the content of another picture of the index, whose vector they got.</summary>
    public int Copied { get; internal init; }

    /// <summary>Records whose image is gone, or is no picture any more.</summary>
    public int Removed { get; internal init; }

    /// <summary>Images that could not be read.</summary>
    public int Failed { get; internal init; }

    /// <summary>Pictures that were passed over because they are in the index under another name of theirs: further hard links, and links.</summary>
    public int OtherNames { get; internal init; }

    /// <summary>Files in the folders that were passed over because they are no pictures and their names promise none.</summary>
    public int OtherFiles { get; internal init; }

    /// <summary>Pictures that were passed over because this program drew them: montages, sheets and plots.</summary>
    public int Results { get; internal init; }

    /// <summary>Files that were read whole, to compare or to decode them.</summary>
    public int FilesRead { get; internal init; }

    /// <summary>The images that could not be read, each once.</summary>
    public IReadOnlyList<IndexFailure> Failures { get; internal init; } = [];

    /// <summary>Whether nothing was done, and this says what would be.</summary>
    public bool DryRun { get; internal init; }

    /// <summary>The keys of what would be done, or of what a pass of a watch after the first did; else null.</summary>
    public IndexChanges? Changes { get; internal init; }

    /// <summary>Wall time in seconds.</summary>
    public double Seconds { get; internal init; }

    /// <summary>Images of the run that are in the index afterwards.</summary>
    internal int Images => Encoded + Unchanged + Touched + Moved + Copied;

    /// <summary>Whether the index was, or would be, written to.</summary>
    [JsonIgnore]
    public bool ChangesAnything => Encoded + Touched + Moved + Copied + Removed > 0;

    /// <summary>What several runs over data sets did together.</summary>
    /// <param name="runs">The runs.</param>
    internal static IndexSummary Sum(IReadOnlyList<IndexSummary> runs) => new()
    {
        Encoded = runs.Sum(run => run.Encoded),
        Unchanged = runs.Sum(run => run.Unchanged),
        Removed = runs.Sum(run => run.Removed),
        Failed = runs.Sum(run => run.Failed),
        Seconds = runs.Sum(run => run.Seconds),
    };
}
