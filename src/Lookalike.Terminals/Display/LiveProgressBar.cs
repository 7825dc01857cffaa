using Lookalike.Core.Text;
using Spectre.Console;

namespace Lookalike.Terminals.Display;

/// <summary>Progress as a bar that is drawn over itself. Drawing takes control characters, so that what is shown is made visible here.</summary>
internal sealed class LiveProgressBar : IProgressBar
{
    private readonly IAnsiConsole _console;
    private readonly ProgressTask _task;
    private readonly BarLayout _layout;
    private readonly string _title;

    private LiveProgressBar(IAnsiConsole console, ProgressContext context, BarLayout layout, string title)
    {
        (_console, _layout, _title) = (console, layout, title);
        _task = context.AddTask(Shown(title), maxValue: 1);
    }

    /// <summary>Draws the bar of each stage while <paramref name="work"/> runs.</summary>
    /// <param name="output">The terminal.</param>
    /// <param name="work">The work.</param>
    public static Task<T> RunStagesAsync<T>(TextWriter output, Func<StageBars, Task<T>> work) =>
        RunStagesAsync(AnsiConsole.Create(new AnsiConsoleSettings { Out = new DrawingArea(output) }), work);

    /// <summary>Draws on a console.</summary>
    internal static Task<T> RunStagesAsync<T>(IAnsiConsole console, Func<StageBars, Task<T>> work)
    {
        var layout = new BarLayout(console.Profile.Width);
        return console.Progress().AutoClear(true).HideCompleted(enabled: true).Columns(layout.Columns).StartAsync(context =>
        {
            return work(new StageBars(title => new LiveProgressBar(console, context, layout, title), text => Write(console, text)));
        });
    }

    public void Set(double done, string? detail = null)
    {
        _task.Value = done;
        if (detail is not null) _task.Description = Shown($"{_title}  {detail}");
    }

    public void Line(string text) => Write(_console, text);

    private static void Write(IAnsiConsole console, string text) => console.Write(new ClearedLines(VisibleText.Of(text)));

    private string Shown(string text) => Markup.Escape(_layout.Fit(VisibleText.Of(text)));

    public void End()
    {
        _task.Value = _task.MaxValue;
        _task.StopTask();
    }
}
