using Lookalike.Core.Files;
using Lookalike.Imaging.Faults;
using Lookalike.Index.Records;

namespace Lookalike.Application.Indexing;

/// <summary>A picture file as the file system has it now. Files with content are opened, and nothing else that a key may lead to.</summary>
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
            _ = File.GetAttributes(path);
            return RegularFile.Target(path) is { Exists: true } file ? file : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether size and time are those of when it was encoded, which saves reading it.</summary>
    public static bool IsUntouched(FileInfo file, ImageRecord record) =>
        record.Size == file.Length && record.Modified == FileStatus.Of(file.FullName).LastWriteTime;

    /// <summary>The hash as records have it, of as many bytes as the file had when it was opened.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string Hash(FileInfo file)
    {
        using FileStream content = RegularFile.Open(file.FullName) ?? throw Empty();
        return ContentHash.Of(content, content.Length);
    }

    /// <summary>All bytes, as many as the file had when it was opened.</summary>
    /// <exception cref="IOException">It cannot be read, or is too large for memory.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[] ReadAll(string path)
    {
        using FileStream content = RegularFile.Open(path) ?? throw Empty();
        if (content.Length > Array.MaxLength)
            throw new IOException($"It has {content.Length:N0} bytes, and the most that can be read is {Array.MaxLength:N0}.");
        byte[] bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Why a file is not to be read as a picture, or null where it has content. A missing one is for its reader to report.</summary>
    public static PictureException? FaultOf(string path)
    {
        try
        {
            return Find(path) is { Length: 0 } ? Unreadable(path, Empty()) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, e);
        }
    }

    public static PictureException Unreadable(string path, Exception cause) =>
        new(PictureFault.Unreadable, path, $"Cannot read the picture '{path}': {cause.Message}", cause);

    private static IOException Empty() => new("It is empty, or no file but a pipe or a device. Put the picture back, or index its folder again.");
}
