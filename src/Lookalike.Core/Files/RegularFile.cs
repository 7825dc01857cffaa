namespace Lookalike.Core.Files;

/// <summary>
/// Opens files with content, and nothing else. Where a path leads to a named pipe, opening it waits for whoever writes to it, and a device may
/// be read without an end; neither has a length.
/// </summary>
internal static class RegularFile
{
    /// <summary>What lies at a path, or what the links there lead to.</summary>
    /// <exception cref="IOException">It cannot be asked, as where links lead in a circle.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be asked.</exception>
    public static FileInfo Target(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
    }

    /// <summary>Opens a file for reading; others may write, replace or delete it meanwhile.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file, unbuffered; null where it has no content, as pipes and devices have none.</returns>
    /// <exception cref="FileNotFoundException">There is no file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream? Open(string path) => Target(path) is { Exists: true, Length: 0 }
        ? null
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
