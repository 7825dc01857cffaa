using System.Security.Cryptography;

namespace Lookalike;

/// <summary>
/// An empty file that one process at a time holds. The system holds the lock, so it ends with its process, however that ends. The holder
/// deletes the file. Compiled into each project that keeps others away from what it writes.
/// </summary>
internal sealed class FileLock : IDisposable
{
    // What .NET sets as HResult when another handle holds the file: ERROR_SHARING_VIOLATION on Windows, EWOULDBLOCK on Linux and on macOS.
    private static readonly int[] HeldByAnother = [unchecked((int)0x8007_0020), 11, 35];

    /// <summary>How often a lock is taken that has lost its name meanwhile. More is a file system that keeps no times, and does not tell.</summary>
    private const int MostAttempts = 20;

    private readonly string _path;
    private readonly FileStream _file;

    private FileLock(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Takes the lock, if nobody has it.</summary>
    /// <param name="path">Its file.</param>
    /// <returns>The lock, which ends when it is disposed; null while another process, or another part of this one, holds it.</returns>
    /// <exception cref="IOException">The file cannot be made, or there is another one in its place, which stays as it is.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static FileLock? TryTake(string path)
    {
        for (int attempt = 1; ; attempt++)
        {
            RequireNothingElse(path);
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
            }
            catch (IOException e) when (IsHeld(e))
            {
                return null;
            }

            if (IsAt(file, path) || attempt == MostAttempts) return new FileLock(path, file);
            file.Dispose();
        }
    }

    /// <summary>Whether a file could not be opened because another handle holds it.</summary>
    public static bool IsHeld(IOException fault) => HeldByAnother.Contains(fault.HResult);

    /// <summary>Ends the lock.</summary>
    public void Dispose()
    {
        // Windows deletes nothing that is open. Elsewhere it is deleted while it is held: later, it could be the next holder's.
        if (OperatingSystem.IsWindows()) _file.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty file stays; the next holder takes it over.
        }

        _file.Dispose();
    }

    private static void RequireNothingElse(string path)
    {
        var file = new FileInfo(path);
        string? found = file.LinkTarget is { } target ? $"a link to '{target}'" : file.Exists && file.Length > 0 ? $"a file of {file.Length:N0} bytes" : null;
        if (found is not null)
        {
            throw new IOException(
                $"Cannot take the lock {path}: expected no file or an empty one, found {found}, which is not this program's. "
                + "Move it away, or choose another name for what is written.");
        }
    }

    /// <summary>
    /// Whether an open file still has its name. Its last holder may have deleted it between its opening and its locking; whoever comes next would make
    /// another, and there would be two holders.
    /// </summary>
    private static bool IsAt(FileStream file, string path)
    {
        // A time that is given to nothing else: it shows under the name only if that is this very file. Some file systems keep even seconds since 1980.
        DateTime mark = DateTime.UnixEpoch.AddSeconds(2.0 * RandomNumberGenerator.GetInt32(500_000_000, 1_000_000_000));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        return File.GetLastWriteTimeUtc(path) == mark;
    }
}
