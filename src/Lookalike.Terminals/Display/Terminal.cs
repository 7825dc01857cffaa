using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lookalike.Core;
using Lookalike.Terminals.Faults;
using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Display;

/// <summary>Where a command writes: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error, bool interactive, Verbosity verbosity, FaultReport faults)
{
    private Action<string>? _aboveBar;

    /// <summary>The terminal of one call. Bars are drawn where standard error is a terminal that can be drawn on.</summary>
    public static Terminal Of(InvocationConfiguration streams, Verbosity verbosity, FaultReport faults) => new(
        streams.Output,
        streams.Error,
        IsDrawable,
        verbosity,
        faults);

    /// <summary>Whether standard error is a terminal that can be drawn on.</summary>
    public static bool IsDrawable => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Results: text for people or JSON for machines.</summary>
    public TextWriter Output => output;

    /// <summary>Whether only results and what is wrong are wanted.</summary>
    public bool IsQuiet => verbosity == Verbosity.Quiet;

    /// <summary>Whether what is told once of many is wanted of each.</summary>
    public bool IsVerbose => verbosity == Verbosity.Verbose;

    /// <summary>Writes a result as one JSON object and a line end.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>A message, and what to do about it in the words of the program.</summary>
    public string Word(string text, Remedy? remedy) => faults.Word(text, remedy);

    /// <summary>Says something that is not a result.</summary>
    public void Note(string text) => Note(text, remedy: null);

    /// <summary>Says something that is not a result, and what to do about it.</summary>
    public void Note(string text, Remedy? remedy)
    {
        if (!IsQuiet) Say(faults.Word(text, remedy));
    }

    /// <summary>Says what is wrong, quiet or not.</summary>
    /// <param name="text">What is wrong.</param>
    /// <param name="remedy">What to do about it, or null.</param>
    public void Fault(string text, Remedy? remedy = null) => Say($"lookalike: {faults.Word(text, remedy)}");

    /// <summary>Says that a fault was met, and that the command goes on.</summary>
    public void Fault(Exception fault) => Say($"lookalike: {faults.Describe(fault)}");

    /// <summary>Runs long work that goes from stage to stage, under a bar for each; what is said meanwhile stays above it.</summary>
    /// <param name="work">The work.</param>
    public async Task<T> WithStagesAsync<T>(Func<StageBars, Task<T>> work)
    {
        if (IsQuiet || !interactive)
        {
            TextWriter writer = IsQuiet ? TextWriter.Null : error;
            var bars = new StageBars(title => new PlainProgressBar(writer, title, total: 1, TimeProvider.System), Note);
            T result = await work(bars).ConfigureAwait(false);
            bars.End();
            return result;
        }

        try
        {
            return await LiveProgressBar.RunStagesAsync(StandardStreams.Error, bars =>
            {
                _aboveBar = bars.Note;
                return work(bars);
            }).ConfigureAwait(false);
        }
        finally
        {
            _aboveBar = null;
        }
    }

    private void Say(string text)
    {
        if (_aboveBar is { } say) say(text);
        else if (!interactive) error.WriteLine(text);
        else foreach (string line in WordWrap.Lines(text, new DrawingArea(error).Width)) error.WriteLine(line);
    }
}
