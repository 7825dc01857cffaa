namespace Lookalike.Imaging.Sheets;

/// <summary>One query and its hits.</summary>
internal sealed class MontageRow
{
    /// <summary>The image that was searched for. It is framed as a query whatever its <see cref="Tile.Frame"/> says.</summary>
    public required Tile Query { get; init; }

    /// <summary>What a page says above the row; a montage does not show it.</summary>
    public string Heading { get; init; } = "";

    /// <summary>The hits, nearest first. May be empty.</summary>
    public required IReadOnlyList<Tile> Hits { get; init; }
}
