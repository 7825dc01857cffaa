namespace Lookalike.Core.Files;

/// <summary>
/// Checks, before long work begins, that its result can be written and overwrites nothing of the user's.
/// </summary>
internal static class OutputFile
{
    /// <summary>Makes the file's folder, proves that a file can be made in it, and clears up what killed runs left of it there.</summary>
    /// <param name="path">The file that will be written.</param>
    /// <param name="kind">What will be written. Another file in its place is refused, unless it is empty; null where whoever writes looks at that.</param>
    /// <exception cref="IOException">It cannot be written, or is not to be; the message names the path, the reason and the remedy.</exception>
    public static void Require(string path, OwnKind? kind)
    {
        try
        {
            RequireReplaceable(path, kind);
            AbandonedFiles.Delete(path);
            using var probe = AtomicFile.Create(path);
        }
        catch (Exception e) when ((e is IOException && e is not RefusedException) || e is UnauthorizedAccessException)
        {
            throw new IOException($"Cannot write {path}: {e.Message} Choose a folder that you may write to.", e);
        }
    }

    /// <summary>Looks at the file only that is there, if there is one. Nothing is made.</summary>
    /// <param name="path">As for <see cref="Require"/>.</param>
    /// <param name="kind">As for <see cref="Require"/>.</param>
    /// <exception cref="IOException">It is not to be overwritten, or cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static void RequireReplaceable(string path, OwnKind? kind)
    {
        if (Find(path) is not { } file) return;
        if (file.IsFolder) throw new RefusedException($"Cannot write {path}: expected a file name, found a folder. Name a file inside it.");
        if (!file.IsRegular)
            throw new RefusedException($"Cannot write {path}: expected a file, found a device or a pipe. Results are renamed into place; name a file.");
        if (new FileInfo(AtomicFile.Target(path)).IsReadOnly)
            throw new RefusedException($"Cannot write {path}: the file is read-only. Make it writable, or choose another name.");
        if (kind is null || file.Length == 0 || kind.Wrote(path)) return;
        throw new RefusedException(
            $"Will not overwrite {path}: expected no file, or a {kind.Name} that Lookalike wrote, found another file of {file.Length:N0} bytes. "
            + "It was not changed. Choose another name, or move it away.");
    }

    /// <summary>What is there, or null where nothing is, or a part of the path is no folder.</summary>
    private static FileStatus? Find(string path)
    {
        try
        {
            return FileStatus.Of(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A message that says all there is to say.</summary>
    private sealed class RefusedException(string message) : IOException(message);
}
