using Lookalike.Core;
using Lookalike.Core.Files;

namespace Lookalike.Index.Sqlite;

/// <summary>
/// The right to write to an index, held by a lock on a file beside it. The file has a mark, and only one with the mark is ever written to or
/// deleted: a file that somebody else put there is locked as it is and left, and a link is refused.
/// </summary>
internal static class WriterLock
{
    private const string Mark = "lookalike writes to the index beside this file ";

    /// <summary>Takes the lock of an index; it ends when it is disposed, or with the process.</summary>
    /// <param name="index">The index file.</param>
    /// <exception cref="IndexException">Another process has it, or what lies in its place is no file.</exception>
    public static FileLock Take(string index)
    {
        string path = index + ".lock";
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new IndexException(
                $"{path} is a link. Expected no file of this name, or the lock of another run. Remove the link, and run this again.", index);
        }

        if (Directory.Exists(path))
        {
            throw new IndexException(
                $"{path} cannot be locked: expected no file of this name, found a folder. Move it away, and run this again.", index);
        }

        try
        {
            return FileLock.TryTake(path, Mark) ?? throw new IndexException(
                $"{index} is being written by another process ({path} is held). Wait until it has finished, and run this again.",
                index,
                kind: FaultKind.Busy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IndexException(
                $"{path} cannot be locked: expected no file of this name, or one that may be written ({e.Message}). Move it away, and run this again.",
                index,
                e);
        }
    }
}
