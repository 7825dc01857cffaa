using Lookalike.Application.Indexing;
using Lookalike.Application.Libraries;
using Lookalike.Cli.Commands.Search;

namespace Lookalike.Cli.Commands.Find;

/// <summary><c>lookalike find</c>: from a folder of pictures to what looks like a picture, in one call.</summary>
internal sealed class FindCommand
{
    private readonly Argument<string> _folder = new("folder") { Description = "The folder of pictures to search among." };
    private readonly Option<bool> _here = OptionOf.Flag(
        "--here", $"Keep model and index beside the pictures, in {SavedLibrary.FolderName}, and not in your data folder.");
    private readonly Option<TimeSpan?> _budget = CommonOptions.Budget();
    private readonly SearchArguments _search = new();
    private readonly SearchOutput _output = new();

    public static Command Create() => new FindCommand().ToCommand();

    private CommandWithExamples ToCommand() => new CommandWithExamples(
        "find",
        "Finds what looks like a picture in a folder. The first time a model is trained on the folder's pictures; then, and whenever pictures have come or "
            + "gone, the index is brought in step. Both are kept as the folder's library, which the other commands use too.",
        "lookalike find ~/pictures photo.jpg",
        "lookalike find ~/pictures photo.jpg --top 5 --show            see them on the terminal",
        "lookalike find ~/pictures photo.jpg --html hits.html          or in a browser",
        "lookalike find ~/pictures --budget 5m   ready in 5 minutes, without a search",
        "lookalike find ~/pictures/2024 photo.jpg                     only in a part of it",
        "lookalike find /media/usb/photos photo.jpg --here            the library goes where the disk goes")
    {
        _folder, _search.Pictures, _here, _budget,
    }.With([.. _search.All, .. _output.All]).Runs(RunAsync);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = parsed.Terminal();
        string folder = Folder(parsed);
        SavedLibraries libraries = LibraryOption.Libraries;
        string whole = libraries.Holding(folder)?.Folder ?? folder;
        SearchRequest? request = _search.AreGiven(parsed) ? _search.Read(parsed, _output, Within(whole, folder)) : null;
        if (request is null && _output.Pictures.IsGiven(parsed))
            throw new UsageException("There are no hits to show: name a picture to search with, behind the folder.");
        if (request is not null) RequirePictures(request);
        SavedLibrary saved = libraries.Open(whole, parsed.GetValue(_here));
        ImageLibrary library = CommonOptions.Library(saved.IndexPath, saved.ModelPath);

        var preparation = new LibraryPreparation(terminal, saved, library) { Budget = parsed.GetValue(_budget) };
        IndexSummary summary = await preparation.RunAsync(cancellationToken);
        if (request is not null)
            return _output.Write(parsed, await terminal.WithEventsAsync(events => library.SearchAsync(request, events, cancellationToken)), terminal);
        if (_output.IsJson(parsed)) terminal.WriteJson(summary, CliJson.Default.IndexSummary);
        else terminal.Output.WriteLine($"{saved.Folder}  {summary.Images:N0} pictures are ready. Next: lookalike find {ShellWord.Of(folder)} photo.jpg");
        return ExitCode.Ok;
    }

    /// <summary>What cannot be read is told before training, which takes long.</summary>
    private static void RequirePictures(SearchRequest request)
    {
        foreach (QueryPicture picture in request.Pictures.Concat(request.NegativePictures))
        {
            if (picture.Show(request.MaxPixels).Fault is { } fault) throw new IOException(fault);
        }
    }

    private string Folder(ParseResult parsed)
    {
        string folder = GivenPath.Of(parsed.GetRequiredValue(_folder));
        if (Directory.Exists(folder)) return folder;
        throw new IOException(File.Exists(folder)
            ? $"Cannot search among '{folder}': expected a folder of pictures, found a file. Name the folder first, and then the picture to search with."
            : $"There is no folder '{folder}'. Name a folder of pictures, and then the picture to search with.");
    }

    /// <summary>The keys of what is in a part of a library's folder; null for all.</summary>
    private static string? Within(string whole, string folder)
    {
        string part = Path.GetRelativePath(whole, RealPath.Of(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));
        return part == "." ? null : $"*/{part.Replace(Path.DirectorySeparatorChar, '/')}/**";
    }
}
