using Lookalike.Core;

namespace Lookalike.Terminals.Display;

/// <summary>Bars of work that goes from stage to stage: one at a time, the next in place of the last. Not safe to use from several threads at once.</summary>
/// <param name="open">Opens the bar of a stage by its title.</param>
/// <param name="note">Says something where there is no bar.</param>
internal sealed class StageBars(Func<string, IProgressBar> open, Action<string> note) : IProgress<Progress>
{
    private IProgressBar? _bar;

    /// <summary>The stage in progress, or null before the first.</summary>
    public string? Title { get; private set; }

    /// <summary>The bar of a stage, full at 1.</summary>
    public IProgressBar Of(string title)
    {
        if (title == Title && _bar is not null) return _bar;
        End();
        Title = title;
        return _bar = open(title);
    }

    /// <summary>Ends the stage in progress: it is done.</summary>
    public void End()
    {
        _bar?.End();
        _bar = null;
    }

    /// <summary>Moves the bar of the stage that is told of.</summary>
    public void Report(Progress value) => Of(value.Stage).Set(
        value.Total == 0 ? 0 : (double)value.Done / value.Total, value.Total == 0 ? null : $"{value.Done:N0} of {value.Total:N0}");

    /// <summary>Says something that stays, above the bar.</summary>
    public void Note(string text)
    {
        if (_bar is null) note(text);
        else _bar.Line(text);
    }
}
