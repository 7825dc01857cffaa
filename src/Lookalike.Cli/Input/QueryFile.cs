using Lookalike.Application.Library;
using Lookalike.Cli.Faults;
using Lookalike.Imaging.Pixels;

namespace Lookalike.Cli.Input;

/// <summary>
/// What kind of file a path of a query names. Anything can be named; to open a named pipe waits for who writes into it, and a device may
/// never end.
/// </summary>
internal static class QueryFile
{
    /// <summary>Refuses, without opening it, what is no file and no pipe that is open already.</summary>
    /// <exception cref="IOException">It is a folder, a device, a named pipe or a socket.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"Cannot search with '{path}': expected a picture, found a folder. Name a picture in it; to search among its pictures, "
                + $"index it first: lookalike index {ShellWord.Of(path)}");
        if (KindOf(path) is not { } kind || IsOpenPipe(path)) return;
        string remedy = kind == FileStatus.Pipe ? $"Let it be standard input: lookalike search - < {ShellWord.Of(path)}" : "Name a picture file.";
        throw new IOException($"Cannot search with '{path}': expected a picture, found {kind}. {remedy}");
    }

    /// <summary>The picture that a path or <see cref="StandardInput.Mark"/> names; what another program writes is read at once.</summary>
    /// <param name="path">What was given.</param>
    /// <param name="area">The part that is searched for; null for all of it.</param>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    /// <exception cref="IOException">It does not end, or cannot be read.</exception>
    public static QueryPicture Open(string path, PictureArea? area)
    {
        if (path == StandardInput.Mark) return QueryPicture.FromBytes(StandardInput.ReadPicture(), StandardInput.Name, area);
        if (!IsOpenPipe(path)) return QueryPicture.FromFile(path, area);
        using FileStream pipe = File.OpenRead(path);
        return QueryPicture.FromBytes(StandardInput.ReadPicture(pipe, path), path, area);
    }

    /// <summary>Whether a path is a pipe that is open already, as a shell hands over what another program writes.</summary>
    private static bool IsOpenPipe(string path)
    {
        string full = Path.GetFullPath(path);
        bool open = full == "/dev/stdin"
            || full.StartsWith("/dev/fd/", StringComparison.Ordinal) || full.StartsWith("/proc/self/fd/", StringComparison.Ordinal);
        return open && KindOf(path) == FileStatus.Pipe;
    }

    /// <summary>What a path is, followed through links, if that is nothing to be read as a file.</summary>
    private static string? KindOf(string path)
    {
        try
        {
            return FileStatus.Of(path).Special;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // whoever opens it says why it cannot be opened
        }
    }
}
