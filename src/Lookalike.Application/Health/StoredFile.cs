namespace Lookalike.Application;

/// <summary>A picture file as the file system has it now.</summary>
internal static class StoredFile
{
    /// <summary>The file, or what a link leads to; null where there is none.</summary>
    /// <exception cref="IOException">It cannot be asked.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be asked.</exception>
    public static FileInfo? Find(string path)
    {
        try
        {
            // Not File.Exists: it says no as well where a folder above may not be looked into.
            FileAttributes attributes = File.GetAttributes(path);
            FileInfo file = new(path);
            if (attributes.HasFlag(FileAttributes.ReparsePoint)) file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? file;
            return file.Exists ? file : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether size and time are those of when it was encoded, which saves reading it.</summary>
    public static bool IsUntouched(FileInfo file, ImageRecord record) =>
        record.Size == file.Length && record.Modified == FileStatus.Of(file.FullName).LastWriteTime;

    /// <summary>The hash as records have it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Hash(FileInfo file)
    {
        using FileStream content = file.OpenRead();
        return ContentHash.Of(content);
    }
}
