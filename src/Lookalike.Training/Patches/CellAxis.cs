namespace Lookalike.Training.Patches;

/// <summary>
/// Which cells a window belongs to along one side: the one that its middle lies in, and both where it lies on their border, so that a mirrored side
/// has the same cells mirrored. Immutable.
/// </summary>
/// <param name="windows">Windows along the side, from 1.</param>
/// <param name="maxCells">The most cells; as many as windows where those are fewer.</param>
internal sealed class CellAxis(int windows, int maxCells)
{
    /// <summary>Windows along the side.</summary>
    public int Windows { get; } = windows;

    /// <summary>Cells along the side.</summary>
    public int Cells { get; } = Math.Min(windows, maxCells);

    /// <summary>The first cell of a window. The middle of window w is at (w + 1/2) of <see cref="Windows"/>.</summary>
    public int First(int window) => ((((2 * window) + 1) * Cells) - 1) / (2 * Windows);

    /// <summary>The last cell of a window: the first or the next.</summary>
    public int Last(int window) => ((2 * window) + 1) * Cells / (2 * Windows);
}
