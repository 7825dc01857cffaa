using System.Security.Cryptography;
using System.Text;

namespace Lookalike.Core.Files;

/// <summary>
/// A file that one process at a time holds. The system holds the lock, so it ends with its process, however that ends. The holder deletes the
/// file, where it is this program's.
/// </summary>
internal sealed class FileLock : IDisposable
{
    // What .NET sets as HResult when a file that shall be new is there: ERROR_FILE_EXISTS on Windows, EEXIST elsewhere.
    private static readonly int[] ThereAlready = [unchecked((int)0x8007_0050), 17];

    /// <summary>How often a lock is taken that has lost its name meanwhile. More is a file system that does not tell which file it is.</summary>
    private const int MaxAttempts = 20;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly bool _isOurs;

    private FileLock(string path, FileStream file, bool isOurs) => (_path, _file, _isOurs) = (path, file, isOurs);

    /// <summary>Takes the lock, if nobody has it.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="mark">
    /// What this program's file begins with: another one in its place is locked as it is, and left. Null: this program's file is empty, and
    /// another one is refused.
    /// </param>
    /// <returns>The lock, which ends when it is disposed; null while another process, or another part of this one, holds it.</returns>
    /// <exception cref="IOException">The file cannot be made, or there is another one in its place, which stays as it is.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static FileLock? TryTake(string path, string? mark = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            if (mark is null) RequireNothingElse(path);
            try
            {
                if (Take(path, mark, isLast: attempt == MaxAttempts) is { } taken) return taken;
            }
            catch (IOException e) when (HeldFile.IsBehind(e))
            {
                return null;
            }
            catch (FileNotFoundException) when (attempt < MaxAttempts)
            {
                // Its last holder deleted it between the two ways to open it.
            }
        }
    }

    /// <summary>Ends the lock.</summary>
    public void Dispose()
    {
        bool delete = _isOurs && IsAt(_file, _path);

        // Windows deletes nothing that is open. Elsewhere it is deleted while it is held: later, it could be the next holder's.
        if (OperatingSystem.IsWindows()) _file.Dispose();
        if (delete) Delete(_path);
        _file.Dispose();
    }

    /// <summary>The lock; null where the file has lost its name meanwhile.</summary>
    private static FileLock? Take(string path, string? mark, bool isLast)
    {
        FileStream file = Open(path, asksWhetherNew: mark is not null, out bool isNew);
        try
        {
            if (mark is not null)
            {
                if (!isNew && !Begins(file, mark)) return new FileLock(path, file, isOurs: false);
                file.SetLength(0);
                file.Write(Encoding.ASCII.GetBytes(mark));
                file.Flush();
            }

            // Its last holder may have deleted it between its opening and its locking; whoever came next would make another, and there would be two.
            if (IsAt(file, path) || isLast) return new FileLock(path, file, isOurs: true);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        return null;
    }

    /// <summary>Opens the file, and says whether it is new where that is asked: an empty file may be somebody else's.</summary>
    private static FileStream Open(string path, bool asksWhetherNew, out bool isNew)
    {
        isNew = true;
        if (!asksWhetherNew) return Open(path, FileMode.OpenOrCreate);
        try
        {
            return Open(path, FileMode.CreateNew);
        }
        catch (IOException e) when (ThereAlready.Contains(e.HResult))
        {
            isNew = false;
            return Open(path, FileMode.Open);
        }
    }

    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);

    private static bool Begins(FileStream file, string mark)
    {
        byte[] found = new byte[mark.Length];
        return file.CanSeek && file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && Encoding.ASCII.GetString(found) == mark;
    }

    private static void RequireNothingElse(string path)
    {
        var file = new FileInfo(path);
        string? found = file.LinkTarget is { } target ? $"a link to '{target}'" : file.Exists && file.Length > 0 ? $"a file of {file.Length:N0} bytes" : null;
        if (found is null) return;
        throw new IOException(
            $"Cannot take the lock {path}: expected no file or an empty one, found {found}, which is not this program's. "
            + "Move it away, or choose another name for what is written.");
    }

    /// <summary>Whether an open file of this program still has its name.</summary>
    private static bool IsAt(FileStream file, string path)
    {
        try
        {
            FileStatus held = FileStatus.Of(file.SafeFileHandle);
            if (held.Number != 0)
            {
                FileStatus named = FileStatus.Of(path, follow: false);
                return (held.Device, held.Number) == (named.Device, named.Number);
            }

            // Windows takes no name from an open file. Elsewhere it gets a time that is given to nothing else: it shows under the name only if
            // that is this very file. Some file systems keep even seconds since 1980.
            if (OperatingSystem.IsWindows()) return true;
            DateTime mark = DateTime.UnixEpoch.AddSeconds(2.0 * RandomNumberGenerator.GetInt32(500_000_000, 1_000_000_000));
            File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
            return File.GetLastWriteTimeUtc(path) == mark;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left behind, it is taken over by the next holder.
        }
    }
}
