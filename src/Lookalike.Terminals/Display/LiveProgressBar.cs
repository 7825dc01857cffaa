using Lookalike.Core.Text;
using Spectre.Console;

namespace Lookalike.Terminals.Display;

/// <summary>Progress as a bar that is drawn over itself. Drawing takes control characters, so that what is shown is made visible here.</summary>
internal sealed class LiveProgressBar(IAnsiConsole console, ProgressTask task, string title) : IProgressBar
{
    /// <summary>Draws the bar of each stage while <paramref name="work"/> runs.</summary>
    public static Task<T> RunStagesAsync<T>(TextWriter output, Func<StageBars, Task<T>> work)
    {
        IAnsiConsole console = Create(output);
        return Columns(console).HideCompleted(enabled: true).StartAsync(context =>
        {
            ProgressTask? last = null;
            return work(new StageBars(Open, text => console.WriteLine(VisibleText.Of(text))));

            LiveProgressBar Open(string title)
            {
                if (last is not null) last.Value = last.MaxValue;
                last?.StopTask();
                last = context.AddTask(Shown(title), maxValue: 1);
                return new LiveProgressBar(console, last, title);
            }
        });
    }

    public void Set(double done, string? detail = null)
    {
        task.Value = done;
        if (detail is not null) task.Description = Shown($"{title}  {detail}");
    }

    public void Line(string text) => console.WriteLine(VisibleText.Of(text));

    private static string Shown(string text) => Markup.Escape(VisibleText.Of(text));

    private static IAnsiConsole Create(TextWriter output) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new DrawingArea(output) });

    private static Progress Columns(IAnsiConsole console) => console.Progress()
        .AutoClear(true)
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn { Width = 30 },
            new PercentageColumn(),
            new RemainingTimeColumn());
}
