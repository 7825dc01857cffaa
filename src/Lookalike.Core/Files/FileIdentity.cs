namespace Lookalike.Core.Files;

/// <summary>
/// Which file it is, whatever its name: two names of one file have equal identities. Device and inode where the system tells them in one call,
/// else the path without links, which cannot tell hard links.
/// </summary>
/// <param name="Device">The file system.</param>
/// <param name="Number">The file's number on it.</param>
/// <param name="Born">Ticks of when it was made, where the system tells: a number is given again once its file is deleted.</param>
/// <param name="RealPath">The path without links; null where the numbers are known.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Number, long Born, string? RealPath)
{
    /// <summary>The identity of what is at a path, links followed.</summary>
    /// <exception cref="IOException">There is nothing, or it cannot be asked.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be asked.</exception>
    public static FileIdentity Of(string path) => Of(path, FileStatus.Of(path));

    /// <summary>The same, of what the system has said already.</summary>
    public static FileIdentity Of(string path, FileStatus status) => status.Number == 0
        ? new FileIdentity(0, 0, 0, Files.RealPath.Of(path))
        : new FileIdentity(status.Device, status.Number, status.Born.Ticks, null);

    /// <summary>The same, or null where there is nothing or it cannot be asked.</summary>
    public static FileIdentity? Find(string path)
    {
        try
        {
            return Of(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
