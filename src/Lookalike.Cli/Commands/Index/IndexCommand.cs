using Lookalike.Application.Indexing;
using Lookalike.Datasets;
using Lookalike.Index.Records;

namespace Lookalike.Cli.Commands.Index;

/// <summary><c>lookalike index</c>: images to vectors in a file.</summary>
internal sealed class IndexCommand
{
    private readonly IndexSources _sources = new();
    private readonly IndexPlace _place = new(reads: false);
    private readonly Option<string?> _split = new Option<string?>("--split") { Description = "Which images of a data set: train (default), test or all." }
        .AcceptOnlyFromAmong("train", "test", "all");
    private readonly WordOption<SearchMethod> _method = new(
        "--search-with",
        $"How the index is searched: exact, approximate (a graph is built beside it), or auto: exact up to {IndexDescription.MaxExact:N0} images. "
        + "Kept for later runs.",
        "auto", "exact", "approximate");
    private readonly Option<bool> _rebuild = new("--rebuild") { Description = "Empty the index first, whatever model made it." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Tell what would be done, and do nothing." };
    private readonly Option<bool> _watch = new("--watch") { Description = "Stay in step with the folders until Ctrl-C, and say what is done, with the time." };
    private readonly Option<string[]> _remove = OptionOf.Texts(
        "--remove", "path|key|root",
        "Drop the records of a picture, a folder or a root, by key or path. No file is touched. May be repeated; goes alone.");
    private readonly Option<long?> _maxPixels = CommonOptions.MaxPixels();
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create() => new IndexCommand().ToCommand();

    /// <summary>The command, whose command lines the other methods read.</summary>
    internal Command ToCommand() => new CommandWithExamples(
        "index",
        "Encodes images and stores their vectors. A second run encodes only what is new or changed, drops what is gone, and keeps the vectors of what "
            + "was moved.",
        "lookalike index ~/pictures",
        "lookalike index ~/pictures /media/camera --exclude \"**/*.gif\"",
        "lookalike index ~/pictures --watch",
        "lookalike index ~/pictures --dry-run",
        "lookalike index ~/pictures/beach.jpg",
        "lookalike index --remove ~/pictures/2019",
        "lookalike index mnist --model output/autoencoder.onnx --index output/features.db --split all")
    {
        _sources.Sources, _split, _method, _rebuild, _dryRun, _watch, _remove, _maxPixels, _threads, _json,
    }.With([.. _place.All, .. _sources.All]).Runs(ExecuteAsync);

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = parsed.Terminal();
        ImageLibrary library = _place.Library(parsed);
        IndexOptions options = Options(parsed);
        if (parsed.GetValue(_remove) is { Length: > 0 } names)
        {
            RequireAlone(parsed);
            return Print(parsed, await terminal.WithEventsAsync(events => library.RemoveAsync(names, events, cancellationToken)), terminal);
        }

        if (_sources.Dataset(parsed) is { } dataset)
        {
            if (options.DryRun || parsed.GetValue(_watch) || options.MaxPixels is not null)
                throw new UsageException("--dry-run, --watch and --max-pixels are for folders and pictures, not for a data set.");
            DatasetSplit[] splits = Splits(parsed.GetValue(_split));
            IndexSummary images = await terminal.WithEventsAsync(events => library.IndexAsync(dataset, splits, options, events, cancellationToken));
            return Finish(parsed, images, terminal);
        }

        FolderSelection selection = Selection(parsed, options);
        if (parsed.GetValue(_watch)) return await WatchAsync(parsed, library, selection, options, cancellationToken);
        IndexSummary pictures = await terminal.WithEventsAsync(events => library.IndexAsync(selection, options, events, cancellationToken));
        return Finish(parsed, pictures, terminal);
    }

    private async Task<int> WatchAsync(
        ParseResult parsed, ImageLibrary library, FolderSelection selection, IndexOptions options, CancellationToken cancellationToken)
    {
        Terminal terminal = parsed.Terminal();
        var log = new WatchLog(terminal, _place.IndexPath(parsed), parsed.GetValue(_json), TimeProvider.System);
        string? said = null;
        bool watching = false;
        try
        {
            await foreach (WatchPass pass in library.WatchAsync(selection, options, log.Note, cancellationToken))
            {
                IndexSummary? summary = await terminal.WithEventsAsync(events => pass.RunAsync(events, cancellationToken));
                if (summary is not null && (pass.IsFirst || summary.ChangesAnything)) log.Add(summary);
                if (pass.Fault is { } fault && fault.Message != said) terminal.Fault(fault);
                said = pass.Fault?.Message;
                if (pass.IsFirst) terminal.Note("Watching. Ctrl-C ends it.");
                watching = true;
            }
        }
        catch (OperationCanceledException) when (watching)
        {
            // To be told to stop is how a watch ends well.
        }

        return ExitCode.Ok;
    }

    internal IndexOptions Options(ParseResult parsed) => new()
    {
        Rebuild = parsed.GetValue(_rebuild),
        Method = _method.Read(parsed),
        Threads = parsed.GetValue(_threads),
        MaxPixels = parsed.GetValue(_maxPixels),
        DryRun = parsed.GetValue(_dryRun),
        NamesChanges = true,
    };

    internal FolderSelection Selection(ParseResult parsed, IndexOptions options)
    {
        if (parsed.GetValue(_split) is not null) throw new UsageException("--split is for a data set, not for folders and pictures.");
        FolderSelection selection = _sources.Selection(parsed);
        if (parsed.GetValue(_watch) && (options.DryRun || selection.Files.Count > 0 || selection.Folders.Count == 0))
            throw new UsageException("--watch watches folders: without single pictures, lists or --dry-run.");
        return selection;
    }

    private void RequireAlone(ParseResult parsed)
    {
        if (_sources.AreGiven(parsed) || parsed.GetValue(_dryRun) || parsed.GetValue(_watch) || parsed.GetValue(_rebuild))
            throw new UsageException("--remove goes alone: without sources, lists, --dry-run, --watch or --rebuild.");
    }

    private int Finish(ParseResult parsed, IndexSummary summary, Terminal terminal)
    {
        int code = Print(parsed, summary, terminal);
        if (summary.Images > 0 && !summary.DryRun && !parsed.GetValue(_json))
            terminal.Note($"Next: lookalike search --model {ShellWord.Of(_place.ModelPath(parsed))} --index "
                + $"{ShellWord.Of(_place.IndexPath(parsed))} --sample 10 --montage output/results.png");
        return code;
    }

    internal int Print(ParseResult parsed, IndexSummary summary, Terminal terminal)
    {
        if (parsed.GetValue(_json))
        {
            terminal.WriteJson(summary, CliJson.Default.IndexSummary);
        }
        else
        {
            foreach (string line in summary.Changes is { } changes ? IndexText.Planned(changes) : []) terminal.Output.WriteLine(line);
            terminal.Output.WriteLine(IndexText.Of(_place.IndexPath(parsed), summary));
        }

        return summary.Failed > 0 ? ExitCode.SomeFailed : ExitCode.Ok;
    }

    private static DatasetSplit[] Splits(string? word) => word switch
    {
        "test" => [DatasetSplit.Test],
        "all" => [DatasetSplit.Train, DatasetSplit.Test],
        _ => [DatasetSplit.Train],
    };
}
