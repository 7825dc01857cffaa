namespace Lookalike.Cli;

/// <summary>The answer of <c>lookalike data list --json</c>.</summary>
internal sealed class DatasetList
{
    public int SchemaVersion { get; init; } = 1;

    public required string Folder { get; init; }

    public required IReadOnlyList<DatasetRow> DataSets { get; init; }
}
