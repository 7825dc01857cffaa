namespace Lookalike.Datasets;

/// <summary>A file that appears whole or not at all: written beside its place under another name, then renamed by <see cref="Commit"/>.</summary>
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

    public static AtomicFile Create(string path) => new(path);

    /// <summary>Closes the content and gives it its name.</summary>
    public void Commit()
    {
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
