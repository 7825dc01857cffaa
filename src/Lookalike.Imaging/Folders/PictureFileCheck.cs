using Microsoft.Win32.SafeHandles;

namespace Lookalike.Imaging;

/// <summary>Looks at a file's size, time and first bytes.</summary>
internal static class PictureFileCheck
{
    /// <summary>Returns the file, or null if it is no picture and nobody thought so.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="relativePath">What it is called in the folder.</param>
    /// <param name="expected">Whether somebody thinks that it is a picture. Then it is returned whatever it is, with what is wrong with it.</param>
    public static PictureFile? Find(string path, string relativePath, bool expected)
    {
        FileInfo? file = null;
        PictureException? fault;
        try
        {
            file = Target(path);
            fault = Fault(path, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            fault = PictureFaults.Of(path, e);
        }

        if (fault is not null && !expected) return null;
        bool known = file is { Exists: true };
        return new PictureFile
        {
            Path = path,
            RelativePath = relativePath,
            Length = known ? file!.Length : 0,
            LastWriteTime = known ? new DateTimeOffset(file!.LastWriteTimeUtc, TimeSpan.Zero) : default,
            Fault = fault,
        };
    }

    private static PictureException? Fault(string path, FileInfo file)
    {
        if (Directory.Exists(path)) return PictureFaults.Unreadable(path, "It is a folder.");

        // Named pipes and devices have no length either. Opening one would wait for whoever writes to it.
        if (file.Length == 0) return PictureFaults.Empty(path);
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> start = stackalloc byte[Math.Max(PictureSignature.Length, PngMark.Length)];
        start = start[..RandomAccess.Read(handle, start, fileOffset: 0)];
        if (PngMark.IsIn(start)) return PictureFaults.Result(path);
        return PictureSignature.Find(start) is null ? PictureFaults.NotAPicture(path, start, file.Length) : null;
    }

    private static FileInfo Target(string path)
    {
        var file = new FileInfo(path);
        bool link = file.Attributes.HasFlag(FileAttributes.ReparsePoint);
        return link && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
    }
}
