using Lookalike.Application.Library;
using Lookalike.Cli.Faults;
using Lookalike.Core;

namespace Lookalike.Cli.Terminals;

/// <summary>Where a command writes: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool interactive, bool quiet, string? model)
{
    /// <summary>Results: text for people or JSON for machines.</summary>
    public TextWriter Output => output;

    /// <summary>Whether only results and what is wrong are wanted.</summary>
    public bool IsQuiet => quiet;

    /// <summary>Says something that is not a result.</summary>
    public void Note(string text) => Note(text, remedy: null);

    /// <summary>Says something that is not a result, and what to do about it.</summary>
    public void Note(string text, Remedy? remedy)
    {
        if (!quiet) error.WriteLine(RemedyText.Append(text, remedy, model));
    }

    /// <summary>Says what is wrong, quiet or not.</summary>
    /// <param name="text">What is wrong.</param>
    /// <param name="remedy">What to do about it, or null.</param>
    public void Fault(string text, Remedy? remedy = null) => error.WriteLine($"lookalike: {RemedyText.Append(text, remedy, model)}");

    /// <summary>Says that a fault was met, and that the command goes on.</summary>
    public void Fault(Exception fault) => error.WriteLine($"lookalike: {FaultReport.Describe(fault, model)}");

    /// <summary>Runs long work that goes from stage to stage, under a bar for each.</summary>
    /// <param name="work">The work.</param>
    public Task<T> WithStagesAsync<T>(Func<StageBars, Task<T>> work)
    {
        TextWriter writer = quiet ? TextWriter.Null : error;
        return quiet || !interactive
            ? work(new StageBars(title => new PlainProgressBar(writer, title, total: 1, TimeProvider.System), Note))
            : LiveProgressBar.RunStagesAsync(StandardStreams.Error, work);
    }

    /// <summary>Runs long work of a library under bars, and says what there is to know of it. What is wrong is said on a quiet terminal as well.</summary>
    /// <param name="work">The work.</param>
    public Task<T> WithEventsAsync<T>(Func<LibraryEvents, Task<T>> work) => WithStagesAsync(bars => work(new LibraryEvents
    {
        Progress = bars,
        Notice = (text, remedy) => bars.Note(RemedyText.Append(text, remedy, model)),
        Failed = failure =>
        {
            if (quiet) Fault(failure.Message, failure.Remedy);
            else bars.Note($"lookalike: {RemedyText.Append(failure.Message, failure.Remedy, model)}");
        },
    }));
}
