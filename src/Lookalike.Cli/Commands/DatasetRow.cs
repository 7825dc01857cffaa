namespace Lookalike.Cli;

/// <summary>One data set of the list.</summary>
internal sealed class DatasetRow
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    public required bool Present { get; init; }
}
