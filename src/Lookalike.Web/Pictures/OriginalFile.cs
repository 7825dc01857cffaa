using Lookalike.Core.Files;
using Lookalike.Imaging.Reading;
using Lookalike.Index.Records;
using Lookalike.Web.Faults;

namespace Lookalike.Web.Pictures;

/// <summary>
/// Opens the file of an indexed picture: only below the folder of the index that it belongs to, whatever links lead there, and only while it is what was
/// indexed. What was opened is looked at once more, for links may change in between.
/// </summary>
internal static class OriginalFile
{
    /// <summary>Opens the file.</summary>
    /// <param name="record">The record of the picture.</param>
    /// <param name="roots">The folders of the index.</param>
    /// <returns>The file, to be disposed.</returns>
    /// <exception cref="ProblemException">It has none, it is gone or another one by now, or it does not lie below its folder.</exception>
    public static FileStream Open(ImageRecord record, ImageRoots roots)
    {
        if (record.Path is null || !roots.TryFindFile(record.Key, out string? path) || roots.Find(ImageKey.Root(record.Key)) is not { } root)
            throw new ProblemException(ProblemType.NotFound, "This image has no file of its own.");
        FileStream? file = null;
        try
        {
            string folder = RealPath.Of(root.Path), real = Below(folder, path);
            if (!FileStatus.Of(real, follow: false).IsRegular) throw Gone("It is no file any more.");
            file = new FileStream(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous);
            RequireSame(file, Below(folder, path));
            RequireUnchanged(file, record);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw Gone("It is not there any more, or cannot be read.", e);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>All bytes of the file of a picture.</summary>
    /// <param name="record">The record of the picture.</param>
    /// <param name="roots">The folders of the index.</param>
    /// <param name="maxBytes">The most bytes.</param>
    /// <exception cref="ProblemException">As for <see cref="Open"/>, or it is too large.</exception>
    public static byte[] ReadAll(ImageRecord record, ImageRoots roots, int maxBytes)
    {
        using FileStream file = Open(record, roots);
        if (file.Length > maxBytes)
        {
            throw new ProblemException(ProblemType.TooManyPixels, "The file is too large to be made small.")
                .With("limit", maxBytes).With("actual", file.Length);
        }

        byte[] bytes = new byte[file.Length];
        try
        {
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (IOException e)
        {
            throw Gone("It cannot be read to its end.", e);
        }
    }

    /// <summary>The media type by the first bytes; that of any bytes where they are no picture's.</summary>
    public static string MediaType(FileStream file)
    {
        Span<byte> start = stackalloc byte[PictureReader.SignatureLength];
        int read = RandomAccess.Read(file.SafeFileHandle, start, fileOffset: 0);
        return PictureReader.MediaType(start[..read]) ?? "application/octet-stream";
    }

    /// <summary>The path without links, which must lie below the folder.</summary>
    private static string Below(string folder, string path)
    {
        string real = RealPath.Of(path);
        return RealPath.IsWithin(real, folder) ? real
            : throw new ProblemException(ProblemType.OutsideFolder, "The way to this picture leads out of the folder that was indexed. It is not handed out.");
    }

    /// <summary>Makes sure that what was opened is what has the name, so that no link stood in between for a moment.</summary>
    private static void RequireSame(FileStream file, string real)
    {
        FileStatus opened = FileStatus.Of(file.SafeFileHandle), named = FileStatus.Of(real, follow: false);
        if (real != file.Name || (opened.Number != 0 && (opened.Device, opened.Number) != (named.Device, named.Number)))
            throw Gone("It was replaced while it was opened.");
    }

    private static void RequireUnchanged(FileStream file, ImageRecord record)
    {
        DateTimeOffset written = FileStatus.Of(file.Name, follow: false).LastWriteTime;
        if (file.Length != record.Size || written != record.Modified) throw Gone("It has changed since it was indexed.");
    }

    private static ProblemException Gone(string why, Exception? cause = null) => new(ProblemType.Gone, $"{why} Bring the index up to date.", cause);
}
