namespace Lookalike.Terminals.Display;

/// <summary>Shows how far long work has come.</summary>
internal interface IProgressBar
{
    /// <summary>Moves the bar.</summary>
    /// <param name="done">Work done, in the unit of the bar's total.</param>
    /// <param name="detail">What to show beside the bar, or null to leave it.</param>
    void Set(double done, string? detail = null);

    /// <summary>Writes a line that stays.</summary>
    void Line(string text);

    /// <summary>Ends the bar: the work is done, whatever was planned.</summary>
    void End();
}
