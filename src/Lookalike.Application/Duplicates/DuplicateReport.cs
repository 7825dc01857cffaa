using System.Text.Json.Serialization;
using Lookalike.Core;
using Lookalike.Imaging.Sheets;

namespace Lookalike.Application.Duplicates;

/// <summary>The groups of near-identical images of an index.</summary>
public sealed class DuplicateReport
{
    internal DuplicateReport()
    {
    }

    /// <summary>The version of this layout.</summary>
    [JsonInclude]
    internal int SchemaVersion { get; } = 1;

    /// <summary>Images that were compared.</summary>
    public int Images { get; internal init; }

    /// <summary>The most that two near-identical images are apart, Euclidean.</summary>
    public float Within { get; internal init; }

    /// <summary>Where <see cref="Within"/> comes from: "given", or the rule by which it was chosen.</summary>
    public string WithinRule { get; internal init; } = "";

    /// <summary>How many groups there are, of which <see cref="Groups"/> may hold the largest only.</summary>
    public int GroupCount { get; internal init; }

    /// <summary>Images of all groups beside the one that each would keep.</summary>
    public int Superfluous { get; internal init; }

    /// <summary>
    /// Groups that were left out, of those that <see cref="Groups"/> would hold, for a picture of theirs is gone, has changed since it was indexed, or is the
    /// same file as another of the group.
    /// </summary>
    public int StaleGroups { get; internal init; }

    /// <summary>What brings groups back that were left out; null where none was.</summary>
    [JsonIgnore]
    public Remedy? Remedy { get; internal init; }

    /// <summary>Wall time in seconds.</summary>
    public double Seconds { get; internal init; }

    /// <summary>The groups, largest first; of equal size, by the ordinal order of their first keys.</summary>
    public IReadOnlyList<DuplicateGroup> Groups { get; internal init; } = [];

    /// <summary>Pictures of the groups, a row for each; empty where none were asked for.</summary>
    internal IReadOnlyList<MontageRow> Rows { get; set; } = [];
}
