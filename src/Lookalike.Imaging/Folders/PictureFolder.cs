namespace Lookalike.Imaging;

/// <summary>
/// Finds the pictures of a folder or a list, one at a time, as they are asked for. A picture is known by its first bytes, whatever its name.
/// A file that is none is passed over; if its name promises a picture (a text named .jpg, an empty .png), or a list names it, it is returned
/// with what is wrong with it; so is a result that this library drew (<see cref="PictureFault.Result"/>). Safe from any thread.
/// </summary>
public static class PictureFolder
{
    /// <summary>
    /// Finds the pictures in a folder and all below it, in the ordinal order of their relative paths, so that every run meets them alike. Hidden files
    /// and folders are passed over. A link to a file is that file; a link to a folder is followed once, and not if it leads back into the
    /// folder. A folder that cannot be listed is returned with what is wrong with it.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="include">
    /// Patterns of relative paths that are taken; all where null or empty. <c>*</c> is any part of a name, <c>**</c> any folders, case does not
    /// count: <c>**/*.jpg</c>, <c>2024/**</c>.
    /// </param>
    /// <param name="exclude">Patterns of relative paths that are passed over, though included. They are not opened.</param>
    /// <param name="cancellationToken">Looked at before every file.</param>
    /// <returns>The files. Each enumeration walks the folder anew.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; thrown while the files are enumerated.</exception>
    public static IEnumerable<PictureFile> Walk(
        string folder, IReadOnlyList<string>? include = null, IReadOnlyList<string>? exclude = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string full = Path.GetFullPath(folder);
        if (!Directory.Exists(full))
        {
            string found = File.Exists(full) ? "a file" : "nothing that this user may see";
            throw new DirectoryNotFoundException($"Cannot list the pictures in '{folder}': expected a folder, found {found}. Check the path.");
        }

        return Find(full, new PathFilter(include ?? [], exclude ?? []), cancellationToken);
    }

    /// <summary>Reads the paths of pictures, one a line, such as another program writes to standard input. Empty lines are passed over.</summary>
    /// <param name="paths">The lines. Read as the pictures are asked for; not disposed.</param>
    /// <param name="folder">What the paths are relative to.</param>
    /// <returns>A file for every line, in the order of the lines. It can be enumerated once.</returns>
    /// <exception cref="IOException">The reader fails; thrown while the files are enumerated.</exception>
    public static IEnumerable<PictureFile> FromList(TextReader paths, string folder)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Listed(paths, Path.GetFullPath(folder));
    }

    /// <summary>Reads the paths of pictures from a file of UTF-8 text, one a line, relative to the file's own folder. Empty lines are passed over.</summary>
    /// <param name="path">The file. It is open while the pictures are enumerated.</param>
    /// <returns>A file for every line, in the order of the lines. Each enumeration reads the file anew.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read; thrown while the files are enumerated.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read it; thrown while the files are enumerated.</exception>
    public static IEnumerable<PictureFile> FromListFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        if (!File.Exists(full)) throw new FileNotFoundException($"Cannot read the list '{path}': expected a file, found none. Check the path.", path);
        return FromFile(full);
    }

    private static IEnumerable<PictureFile> Find(string folder, PathFilter filter, CancellationToken cancellationToken)
    {
        foreach (WalkEntry entry in new FolderWalk(folder).Entries(cancellationToken))
        {
            if (entry.Fault is not null) yield return new PictureFile { Path = entry.Path, RelativePath = entry.RelativePath, Fault = entry.Fault };
            else if (filter.Takes(entry.RelativePath) && PictureFileCheck.Find(entry.Path, entry.RelativePath, PictureNames.Promise(entry.Path)) is { } file) yield return file;
        }
    }

    private static IEnumerable<PictureFile> FromFile(string path)
    {
        using var lines = new StreamReader(path);
        foreach (PictureFile file in Listed(lines, Path.GetDirectoryName(path)!)) yield return file;
    }

    private static IEnumerable<PictureFile> Listed(TextReader lines, string folder)
    {
        while (lines.ReadLine() is { } line)
        {
            if (line.Length > 0) yield return Line(line, folder);
        }
    }

    private static PictureFile Line(string line, string folder)
    {
        // The one character that no path has. What follows it would be lost.
        if (line.Contains('\0'))
            return new PictureFile { Path = line, RelativePath = line, Fault = PictureFaults.Unreadable(line, "A path has no null character.") };
        string full = Path.GetFullPath(line, folder), relative = Path.GetRelativePath(folder, full);
        bool below = !Path.IsPathRooted(relative) && relative.Split(Path.DirectorySeparatorChar)[0] != "..";
        return PictureFileCheck.Find(full, WithSlashes(below ? relative : full), expected: true)!;
    }

    private static string WithSlashes(string path) => OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
}
