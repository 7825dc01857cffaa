using Lookalike.Application;

namespace Lookalike.Cli;

/// <summary>How a query is shown on a montage.</summary>
internal sealed class QueryTile
{
    public required ShownImage Image { get; init; }

    public required string Caption { get; init; }
}
