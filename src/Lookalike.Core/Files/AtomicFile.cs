namespace Lookalike.Core.Files;

/// <summary>
/// A file that appears whole or not at all: written beside its place under another name, then renamed by <see cref="Commit"/>. A link is
/// written through to where it leads, and a file that is replaced hands its permissions on.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private bool _committed;

    private AtomicFile(string path)
    {
        _path = path;
        Stream = Begin(path, out _temporary);
    }

    /// <summary>Where the content goes.</summary>
    public FileStream Stream { get; }

    /// <summary>Starts the file, and makes its folder.</summary>
    /// <param name="path">The name that it gets in the end.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static AtomicFile Create(string path)
    {
        string target = Target(path);
        string folder = Path.GetDirectoryName(target) ?? throw new IOException($"Cannot write '{path}': it is a root folder. Name a file.");
        Directory.CreateDirectory(folder);
        return new AtomicFile(target);
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

    /// <summary>The full path of the file that is written for a path: where links lead to, if it is one.</summary>
    public static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
    }

    /// <summary>Brings the content to the disk and gives it its name.</summary>
    /// <exception cref="IOException">The disk is full, or the name belongs to a folder.</exception>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);

        // A reader must not meet a file that is held under its final name, so it is let go before. Those who clear up leave young files.
        Stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _committed = true;
    }

    /// <summary>Deletes the content, unless it was committed.</summary>
    public void Dispose()
    {
        if (_committed) return;
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // What a full disk did not take is thrown away anyway.
        }

        try
        {
            File.Delete(_temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays for a later run to clear up; what went wrong before is what counts.
        }
    }

    private static FileStream Begin(string path, out string temporary)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        UnixFileMode? mode = OperatingSystem.IsWindows() || !File.Exists(path) ? null : File.GetUnixFileMode(path);
        if (!OperatingSystem.IsWindows() && mode is { } narrow) options.UnixCreateMode = narrow;
        while (true)
        {
            // The random part lets two programs write the same file at once: the last rename wins, and both wrote the whole of it.
            temporary = $"{path}.{Path.GetRandomFileName()}{AbandonedFiles.Extension}";
            FileStream file;
            try
            {
                file = new FileStream(temporary, options);
            }
            catch (IOException e) when (HeldFile.IsBehind(e))
            {
                continue; // another run, which clears up, has looked at it before it was held
            }

            // The same, and it took the file for an abandoned one.
            if (!File.Exists(temporary))
            {
                file.Dispose();
                continue;
            }

            // The mode at creation was narrowed by the user's mask.
            if (!OperatingSystem.IsWindows() && mode is { } whole) File.SetUnixFileMode(file.SafeFileHandle, whole);
            return file;
        }
    }
}
