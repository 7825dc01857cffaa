namespace Lookalike.Imaging.Sheets;

/// <summary>What the frame around a tile says.</summary>
internal enum TileFrame
{
    /// <summary>No frame: nothing is known.</summary>
    None,

    /// <summary>The image that was searched for.</summary>
    Query,

    /// <summary>A hit with the query's label: a green frame.</summary>
    Match,

    /// <summary>A hit with another label: a red, broken frame.</summary>
    Mismatch,
}
