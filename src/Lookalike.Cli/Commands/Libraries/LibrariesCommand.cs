using Lookalike.Application.Libraries;

namespace Lookalike.Cli.Commands.Libraries;

/// <summary><c>lookalike libraries</c>: which folders have a library, and how much room they take.</summary>
internal sealed class LibrariesCommand
{
    private readonly Option<string[]> _remove = OptionOf.Texts(
        "--remove", "folder", "Delete model and index of the library of this folder. No picture is touched. May be repeated.");
    private readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create() => new LibrariesCommand().ToCommand();

    private CommandWithExamples ToCommand() => new CommandWithExamples(
        "libraries",
        "Lists the folders that have a library, made by 'lookalike find': the last used first.",
        "lookalike libraries",
        "lookalike libraries --json",
        "lookalike libraries --remove ~/pictures")
    {
        _remove, _json,
    }.Runs((parsed, _) => Task.FromResult(parsed.GetValue(_remove) is { Length: > 0 } named ? Remove(parsed, named) : List(parsed)));

    private static int Remove(ParseResult parsed, string[] named)
    {
        Terminal terminal = parsed.Terminal();
        SavedLibraries libraries = LibraryOption.Libraries;
        SavedLibrary[] removed = [.. named.Select(name => libraries.Get(GivenPath.Of(name))).Distinct()];
        foreach (SavedLibrary library in removed)
        {
            long length = library.Length;
            libraries.Remove(library);
            terminal.Output.WriteLine($"Removed the library of {library.Folder}, {Megabytes(length)}. Its pictures are as they were.");
        }

        return ExitCode.Ok;
    }

    private int List(ParseResult parsed)
    {
        Terminal terminal = parsed.Terminal();
        bool isWhole = true;
        LibraryList.Entry[] entries =
        [
            .. LibraryOption.Libraries.List(damaged =>
            {
                isWhole = false;
                terminal.Fault(damaged);
            }).Select(Entry),
        ];
        if (parsed.GetValue(_json)) terminal.WriteJson(new LibraryList { Libraries = entries }, CliJson.Default.LibraryList);
        else WriteText(entries, terminal);
        return isWhole ? ExitCode.Ok : ExitCode.SomeFailed;
    }

    private static LibraryList.Entry Entry(SavedLibrary library) => new()
    {
        Folder = library.Folder,
        FolderExists = Directory.Exists(library.Folder),
        Model = library.ModelPath,
        HasModel = File.Exists(library.ModelPath),
        Index = library.IndexPath,
        Bytes = library.Length,
        LastUsed = LibraryOption.Libraries.LastUsed(library),
    };

    private static void WriteText(LibraryList.Entry[] entries, Terminal terminal)
    {
        if (entries.Length == 0) terminal.Note("There is no library yet. Make one: lookalike find FOLDER");
        foreach (LibraryList.Entry entry in entries)
        {
            string state = !entry.FolderExists ? "  (the folder is gone)" : !entry.HasModel ? "  (not trained yet)" : "";
            terminal.Output.WriteLine($"{Megabytes(entry.Bytes),9}  {entry.LastUsed.ToLocalTime():yyyy-MM-dd HH:mm}  {entry.Folder}{state}");
        }
    }

    private static string Megabytes(long bytes) => $"{bytes / 1e6:0.0} MB";
}
