namespace Lookalike;

/// <summary>
/// A file that appears whole or not at all: written beside its place under another name, then renamed by <see cref="Commit"/>.
/// Compiled into each project that writes files.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;

    private AtomicFile(string path)
    {
        _path = path;

        // The random part lets two programs write the same file at once: the last rename wins, and both wrote the whole of it.
        _temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        Stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Where the content goes.</summary>
    public FileStream Stream { get; }

    /// <summary>Starts the file, and makes its folder.</summary>
    /// <param name="path">The name that it gets in the end.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static AtomicFile Create(string path)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw new IOException($"Cannot write '{path}': it is a root folder. Name a file.");
        Directory.CreateDirectory(folder);
        return new AtomicFile(full);
    }

    /// <summary>Writes a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using AtomicFile file = Create(path);
        file.Stream.Write(bytes);
        file.Commit();
    }

    /// <summary>Brings the content to the disk and gives it its name.</summary>
    /// <exception cref="IOException">The disk is full, or the name belongs to a folder.</exception>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
    }

    /// <summary>Deletes the content, unless it was committed.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(_temporary);
    }
}
