using Lookalike.Core.Files;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Formats;
using Microsoft.Win32.SafeHandles;

namespace Lookalike.Imaging.Folders;

/// <summary>Looks at a file's size, time and first bytes.</summary>
internal static class PictureFileCheck
{
    /// <summary>Returns the file, or null if it is no picture and nobody thought so.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="relativePath">What it is called in the folder.</param>
    /// <param name="expected">Whether somebody thinks that it is a picture. Then it is returned whatever it is, with what is wrong with it.</param>
    /// <param name="isKnown">
    /// Told the relative path, size and time of a file with bytes: whether it is known for a picture. Then it is not opened. Null for none.
    /// </param>
    /// <param name="isLinked">Whether a folder on the way to it is a link.</param>
    public static PictureFile? Find(
        string path, string relativePath, bool expected, Func<string, long, DateTimeOffset, bool>? isKnown = null, bool isLinked = false)
    {
        FileStatus? found = null;
        PictureException? fault;
        try
        {
            FileStatus status = FileStatus.Of(path, follow: false);
            if (status.IsLink)
            {
                isLinked = true;
                status = FileStatus.Of(path);
            }

            found = status;
            bool known = isKnown is not null && status is { IsRegular: true, Length: > 0 } && isKnown(relativePath, status.Length, status.LastWriteTime);
            fault = known ? null : Fault(path, status);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            fault = PictureFaults.Of(path, e);
        }

        if (fault is not null && !expected) return null;
        return new PictureFile
        {
            Path = path,
            RelativePath = relativePath,
            Length = found is { IsFolder: false } asked ? asked.Length : 0,
            LastWriteTime = found?.LastWriteTime ?? default,
            MayHaveOtherNames = found is { } file && (isLinked || file.Names > 1),
            Fault = fault,
        };
    }

    private static PictureException? Fault(string path, FileStatus status)
    {
        if (status.IsFolder) return PictureFaults.Unreadable(path, "It is a folder.");

        // Opening a named pipe or a device would wait for whoever writes to it.
        if (status.Length == 0 || !status.IsRegular) return PictureFaults.Empty(path);
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> start = stackalloc byte[Math.Max(PictureSignature.Length, PngMark.Length)];
        start = start[..RandomAccess.Read(handle, start, fileOffset: 0)];
        if (PngMark.IsIn(start)) return PictureFaults.Result(path);
        return PictureSignature.Find(start) is null ? PictureFaults.NotAPicture(path, start, status.Length) : null;
    }
}
