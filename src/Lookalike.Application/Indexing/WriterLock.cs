using System.Security.Cryptography;
using System.Text;

namespace Lookalike.Application;

/// <summary>
/// The right to write to an index, held by a lock on a file beside it. The file has a mark, and only one with the mark is ever written to or
/// deleted: a file that somebody else put there is locked as it is and left, and a link is refused.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    private const string Mark = "lookalike writes to the index beside this file ";
    private const int MostDots = 4096;
    private const int MostAttempts = 10;

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly bool _isOurs;

    private WriterLock(string path, FileStream stream, bool isOurs)
    {
        _path = path;
        _stream = stream;
        _isOurs = isOurs;
    }

    /// <summary>Takes the lock of an index.</summary>
    /// <param name="index">The index file.</param>
    /// <exception cref="IndexException">Another process has it, or what lies in its place is no file.</exception>
    public static WriterLock Take(string index)
    {
        string path = index + ".lock";
        try
        {
            for (int i = 0; i < MostAttempts; i++)
            {
                if (TryTake(index, path) is { } taken) return taken;
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IndexException($"{path} cannot be locked: expected no file of this name, or one that may be written ({e.Message}). Move it away, and run this again.", index, e);
        }
        catch (IOException e)
        {
            throw Held(index, path, e);
        }

        throw Held(index, path, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        bool delete = _isOurs && IsAt(_path, _stream);
        // Deleted while it is held, where the system lets it be: whoever takes it next must not hold one that is already gone.
        if (OperatingSystem.IsWindows()) _stream.Dispose();
        if (delete) Delete(_path);
        _stream.Dispose();
    }

    private static WriterLock? TryTake(string index, string path)
    {
        if (IsLink(path))
            throw new IndexException($"{path} is a link. Expected no file of this name, or the lock of another run. Remove the link, and run this again.", index);
        if (Directory.Exists(path)) throw new IndexException($"{path} cannot be locked: expected no file of this name, found a folder. Move it away, and run this again.", index);
        FileStream stream = Open(path, out bool isNew);
        try
        {
            if (!isNew && !Read(stream).StartsWith(Mark, StringComparison.Ordinal)) return new WriterLock(path, stream, isOurs: false);
            stream.SetLength(0);
            stream.Write(Encoding.ASCII.GetBytes(Mark + new string('.', RandomNumberGenerator.GetInt32(MostDots))));
            stream.Flush();
            // The holder before may have deleted it between the opening and the locking.
            if (IsAt(path, stream)) return new WriterLock(path, stream, isOurs: true);
        }
        catch
        {
            stream.Dispose();
            throw;
        }

        stream.Dispose();
        return null;
    }

    private static FileStream Open(string path, out bool isNew)
    {
        try
        {
            isNew = true;
            return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            isNew = false;
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
        }
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    // Of a random length, the file is told by what the system says of it: whoever holds it keeps others from reading it.
    private static bool IsAt(string path, FileStream stream)
    {
        var found = new FileInfo(path);
        return found.Exists && found.LinkTarget is null
            && found.Length == stream.Length && found.LastWriteTimeUtc == File.GetLastWriteTimeUtc(stream.SafeFileHandle) && found.CreationTimeUtc == File.GetCreationTimeUtc(stream.SafeFileHandle);
    }

    private static string Read(FileStream stream)
    {
        byte[] bytes = new byte[128];
        int length = stream.CanSeek ? stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) : 0;
        return Encoding.ASCII.GetString(bytes, 0, length);
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left behind, it is taken by the next run.
        }
    }

    private static IndexException Held(string index, string path, Exception? inner) =>
        new($"{index} is being written by another process ({path} is held). Wait until it has finished, and run this again.", index, inner);
}
