namespace Lookalike.Cli.Output;

/// <summary>The answer of <c>lookalike data list --json</c>.</summary>
internal sealed class DatasetList
{
    public int SchemaVersion { get; init; } = 1;

    public required string Folder { get; init; }

    public required IReadOnlyList<Row> DataSets { get; init; }

    /// <summary>One data set of the list.</summary>
    internal sealed class Row
    {
        public required string Name { get; init; }

        public required string Summary { get; init; }

        public required bool Present { get; init; }
    }
}
