using Lookalike.Datasets.Store;
using Lookalike.Imaging.Reading;
using Lookalike.Index.Sqlite;
using Lookalike.Search.Distances;

namespace Lookalike.Cli.Commands;

/// <summary>What several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>What patterns mean, in all options that take them.</summary>
    public const string Globs = "* is any text without a slash, ** any text, ? one character; case does not matter, and a folder means all in it.";

    /// <summary>Where model and index are where none is named.</summary>
    public const string UsualModel = "output/autoencoder.onnx", UsualIndex = "output/features.db";

    /// <summary>The option of <see cref="Nulls"/>.</summary>
    public const string Null = "--null";

    /// <summary>The data sets of this machine.</summary>
    public static DatasetStore Datasets { get; } = new();

    public static Option<string> Model() => OptionOf.Text(LibraryOption.ModelName, "file.onnx", "The model file.", UsualModel).Or("-m");

    public static Option<string> Index() => OptionOf.Text(LibraryOption.IndexName, "file.db", "The index file.", UsualIndex).Or("-i");

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object to standard output." };

    public static Option<int?> Threads() => new Option<int?>("--threads") { Description = "Threads to use. Default: all cores." }.AtLeast(1);

    /// <summary>Whether lists are read, or paths printed, with NULs.</summary>
    public static Option<bool> Nulls(string description) => new(Null, "-0") { Description = description };

    /// <summary>The bound of every command that reads pictures.</summary>
    public static Option<long?> MaxPixels() => new Option<long?>("--max-pixels")
    {
        Description = $"The most pixels a picture may have; more are not decoded. Default: {PictureReader.DefaultMaxPixels:N0}.",
        HelpName = "count",
    }.Between(1L, maximum: null);

    /// <summary>The bound of training's time.</summary>
    public static Option<TimeSpan?> Budget() => new("--budget")
    {
        CustomParser = Duration.Parse,
        Description = "Train for at most this wall time, such as 90s, 5m or 1h30m; what does not fit is done less of. Default: as long as the recipe takes.",
        HelpName = "time",
    };

    /// <summary>An option that takes a distance of latents.</summary>
    public static Option<float?> Distance(string name, string description) =>
        new Option<float?>(name) { Description = description, HelpName = "distance" }.Between(0f, maximum: null);

    /// <summary>The distance of <c>search</c> and <c>evaluate</c>.</summary>
    public static WordOption<DistanceMetric> Metric() =>
        new("--metric", "The distance: euclidean or cosine.", "euclidean", "cosine") { DefaultValueFactory = _ => "euclidean" };

    /// <summary>The library of the index and the model that a command line names.</summary>
    public static ImageLibrary Library(string index, string? model) => new(new SqliteIndexEngine(), index, model, Datasets);

    /// <summary>The model that a command line names or means, or null where it is the one at the usual place.</summary>
    public static string? NamedModel(ParseResult parsed)
    {
        if (parsed.CommandResult.Command.Options.OfType<Option<string>>().FirstOrDefault(o => o.Name == LibraryOption.ModelName) is not { } option) return null;
        try
        {
            return parsed.GetValue(option) is { } model && (model != UsualModel || parsed.GetResult(option) is { Implicit: false }) ? model : null;
        }
        catch (Exception e) when (e is LookalikeException or IOException or InvalidOperationException)
        {
            return null; // which model is meant cannot be told, and whoever needs it says why
        }
    }

    /// <summary>The terminal of one call.</summary>
    public static Terminal Terminal(this ParseResult parsed) =>
        Terminals.Display.Terminal.Of(parsed.InvocationConfiguration, VerbosityOptions.Read(parsed), RemedyText.Report(NamedModel(parsed)));

    /// <summary>Runs long work of a library under bars, and says what there is to know of it. What is wrong is said on a quiet terminal as well.</summary>
    /// <param name="terminal">Where it is said.</param>
    /// <param name="work">The work.</param>
    /// <param name="namesFailures">Whether each picture that cannot be read is named.</param>
    public static Task<T> WithEventsAsync<T>(this Terminal terminal, Func<LibraryEvents, Task<T>> work, bool namesFailures = true) =>
        FailedPictures.WithStagesAsync(terminal, (bars, failed) => work(new LibraryEvents
        {
            Progress = bars,
            Notice = (text, remedy) => bars.Note(terminal.Word(text, remedy)),
            Failed = !namesFailures ? null : failure => failed.Add(failure.Path, failure.Fault, terminal.Word(failure.Message, failure.Remedy)),
        }));
}
