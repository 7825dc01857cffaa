namespace Lookalike.Imaging.Margins;

/// <summary>A side of a box.</summary>
internal enum BoxSide
{
    /// <summary>The first row.</summary>
    Top,

    /// <summary>The last row.</summary>
    Bottom,

    /// <summary>The first column.</summary>
    Left,

    /// <summary>The last column.</summary>
    Right,
}
