namespace Lookalike.Terminals.Pictures;

/// <summary>The ways in which terminals are sent pictures.</summary>
internal enum PictureProtocol
{
    /// <summary>Two pixels a character: coloured half blocks, which every terminal with colours shows.</summary>
    Blocks,

    /// <summary>The protocol of kitty.</summary>
    Kitty,

    /// <summary>The protocol of iTerm2.</summary>
    Iterm,

    /// <summary>Sixels, as DEC's VT340 showed them.</summary>
    Sixel,
}
