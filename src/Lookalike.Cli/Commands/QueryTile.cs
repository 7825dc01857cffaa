namespace Lookalike.Cli;

/// <summary>How a query is shown on a montage.</summary>
internal sealed class QueryTile
{
    /// <summary>[C, H, W] of the model, 0..255.</summary>
    public required ReadOnlyMemory<byte> Pixels { get; init; }

    public required string Caption { get; init; }
}
