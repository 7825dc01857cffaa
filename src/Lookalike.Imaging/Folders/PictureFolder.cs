using Lookalike.Core.Files;
using Lookalike.Imaging.Faults;

namespace Lookalike.Imaging.Folders;

/// <summary>
/// Finds the pictures of a folder or a list, one at a time, as they are asked for. A picture is known by its first bytes, whatever its name.
/// A file that is none is passed over; if its name promises a picture (a text named .jpg, an empty .png), or a list names it, it is returned
/// with what is wrong with it; so is a result that this library drew (<see cref="PictureFault.Result"/>). Safe from any thread.
/// </summary>
internal static class PictureFolder
{
    /// <summary>
    /// Finds the pictures in a folder and all below it, in the ordinal order of their relative paths, so that every run meets them alike. Hidden files
    /// and folders are passed over, and so is every name but one of a file that has several (<see cref="PictureWalk"/>, which also tells what was
    /// passed over). A link to a folder is followed once, and not if it leads back into the folder or to one that the folder lies in. A folder
    /// that cannot be listed is returned with what is wrong with it.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="include">
    /// Patterns of relative paths that are taken, as <see cref="PictureWalk.Include"/> describes them; all where null or empty.
    /// </param>
    /// <param name="exclude">Patterns of relative paths that are passed over, though included. They are not opened.</param>
    /// <param name="cancellationToken">Looked at before every file.</param>
    /// <returns>The files. Each enumeration walks the folder anew.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; thrown while the files are enumerated.</exception>
    public static IEnumerable<PictureFile> Walk(
        string folder, IReadOnlyList<string>? include = null, IReadOnlyList<string>? exclude = null, CancellationToken cancellationToken = default) =>
        new PictureWalk(folder) { Include = include ?? [], Exclude = exclude ?? [] }.Files(cancellationToken);

    /// <summary>Reads the paths of pictures, one a line, such as another program writes to standard input. Empty lines are passed over.</summary>
    /// <param name="paths">The lines. Read as the pictures are asked for; not disposed.</param>
    /// <param name="folder">What the paths are relative to.</param>
    /// <returns>
    /// A file for every line, in the order of the lines; one that a line named before, by whatever name, is passed over. It can be enumerated once.
    /// </returns>
    /// <exception cref="IOException">The reader fails; thrown while the files are enumerated.</exception>
    public static IEnumerable<PictureFile> FromList(TextReader paths, string folder)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Listed(paths, Path.GetFullPath(folder));
    }

    private static IEnumerable<PictureFile> Listed(TextReader lines, string folder)
    {
        var met = new HashSet<FileIdentity>();
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            PictureFile file = Line(line, folder);
            if (file.Fault is null && FileIdentity.Find(file.Path) is { } identity && !met.Add(identity)) continue;
            yield return file;
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
