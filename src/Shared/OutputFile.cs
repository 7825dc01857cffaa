namespace Lookalike;

/// <summary>Checks, before long work begins, that its result can be written. Compiled into each project that writes files.</summary>
internal static class OutputFile
{
    /// <summary>Makes the file's folder and proves that a file can be made in it.</summary>
    /// <param name="path">The file that will be written.</param>
    /// <exception cref="IOException">It cannot be; the message names the path, the reason and the remedy.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"Cannot write {path}: expected a file name, found a folder. Name a file inside it.");
        if (!OperatingSystem.IsWindows() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
            throw new IOException($"Cannot write {path}: expected a file, found a device. Results are renamed into place; name a file.");
        try
        {
            using var probe = AtomicFile.Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Cannot write {path}: {e.Message} Choose a folder that you may write to.", e);
        }

        if (File.Exists(path) && new FileInfo(path).IsReadOnly)
            throw new IOException($"Cannot write {path}: the file is read-only. Make it writable, or choose another name.");
    }
}
