using Spectre.Console;

namespace Lookalike.Cli;

/// <summary>Progress as a bar that is drawn over itself.</summary>
internal sealed class LiveProgressBar(IAnsiConsole console, ProgressTask task, string title) : IProgressBar
{
    /// <summary>Draws a bar while <paramref name="work"/> runs.</summary>
    public static T Run<T>(TextWriter output, string title, double total, Func<IProgressBar, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        return console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = 30 },
                new PercentageColumn(),
                new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: total);
                return work(new LiveProgressBar(console, task, title));
            });
    }

    public void Set(double done, string? detail = null)
    {
        task.Value = done;
        if (detail is not null) task.Description = Markup.Escape($"{title}  {detail}");
    }

    public void Line(string text) => console.WriteLine(text);
}
