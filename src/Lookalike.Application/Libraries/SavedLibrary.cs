using Lookalike.Core;
using Lookalike.Core.Files;

namespace Lookalike.Application.Libraries;

/// <summary>Model and index of one folder of pictures, kept where nobody has to name them.</summary>
/// <param name="Folder">The folder of pictures, from the root of the file system and without links. It may be gone.</param>
/// <param name="Path">Where model and index are.</param>
internal sealed record SavedLibrary(string Folder, string Path)
{
    /// <summary>Where a library is that lies beside its pictures; hidden, so that no walk through them looks into it.</summary>
    public const string FolderName = ".lookalike";

    private const string LockMark = "lookalike-library";

    private static readonly string[] OwnPrefixes = ["model.", "index."];

    /// <summary>The model file, which need not be there yet.</summary>
    public string ModelPath => System.IO.Path.Combine(Path, "model.onnx");

    /// <summary>The index, which need not be there yet.</summary>
    public string IndexPath => System.IO.Path.Combine(Path, "index.db");

    /// <summary>Bytes of all that is kept.</summary>
    public long Length => Files().Sum(file => file.Length);

    /// <summary>Deletes model, index and what is kept beside them, and nothing that is not this program's.</summary>
    /// <exception cref="LibraryException">Another process is writing to it.</exception>
    /// <exception cref="IOException">A file cannot be deleted.</exception>
    public void Delete()
    {
        if (!Directory.Exists(Path)) return;
        string[] locks = [.. new[] { ModelPath, IndexPath }.Select(file => file + ".lock")];
        FileLock?[] taken = [.. locks.Select(path => FileLock.TryTake(path, LockMark))];
        try
        {
            if (Array.IndexOf(taken, null) is >= 0 and var held)
            {
                throw new LibraryException(
                    FaultKind.Busy,
                    Folder,
                    $"The library of {Folder} is in use: another process holds {locks[held]}. Nothing was removed. Wait until it has ended.");
            }

            foreach (FileInfo file in Files().Where(file => !locks.Contains(file.FullName))) file.Delete();
        }
        finally
        {
            foreach (FileLock? one in taken) one?.Dispose();
        }

        if (!Directory.EnumerateFileSystemEntries(Path).Any()) Directory.Delete(Path);
    }

    /// <summary>The files of a library, whoever wrote them; none where there is no folder.</summary>
    private IEnumerable<FileInfo> Files() =>
        !Directory.Exists(Path) ? [] : new DirectoryInfo(Path).EnumerateFiles()
            .Where(file => file.Name == LibraryRecord.FileName || OwnPrefixes.Any(prefix => file.Name.StartsWith(prefix, StringComparison.Ordinal)));
}
