using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;

namespace Lookalike.Cli.Commands.Search;

/// <summary>The picture that a path of a query names. Anything can be named.</summary>
internal static class QueryFile
{
    private static readonly PipedPicture Piped = new(PictureReader.SignatureLength, PictureReader.IsPicture);

    /// <summary>Refuses, without opening it, what is no file and no pipe that is open already.</summary>
    /// <exception cref="IOException">It is a folder, a device, a named pipe or a socket.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"Cannot search with '{path}': expected a picture, found a folder. Name a picture in it; to search among its pictures, "
                + $"index it first: lookalike index {ShellWord.Of(path)}");
        if (SpecialFile.KindOf(path) is not { } kind || SpecialFile.IsOpenPipe(path)) return;
        string remedy = kind == FileStatus.Pipe ? $"Let it be standard input: lookalike search - < {ShellWord.Of(path)}" : "Name a picture file.";
        throw new IOException($"Cannot search with '{path}': expected a picture, found {kind}. {remedy}");
    }

    /// <summary>The picture that a path or <see cref="StandardInput.Mark"/> names; what another program writes is read at once.</summary>
    /// <param name="path">What was given.</param>
    /// <param name="area">The part that is searched for; null for all of it.</param>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    /// <exception cref="IOException">It does not end, or cannot be read.</exception>
    public static QueryPicture Open(string path, PictureArea? area) => ReadPiped(path) is { } bytes
        ? QueryPicture.FromBytes(bytes, path == StandardInput.Mark ? StandardInput.Name : path, area)
        : QueryPicture.FromFile(path, area);

    /// <summary>What another program writes to where a path leads, all of it; null where that is a file.</summary>
    /// <param name="path">What was given.</param>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    /// <exception cref="IOException">It does not end, or cannot be read.</exception>
    public static ReadOnlyMemory<byte>? ReadPiped(string path)
    {
        if (path == StandardInput.Mark) return Piped.FromStandardInput("lookalike search - < digit.png");
        if (SpecialFile.IsOpenPipe(path)) return Piped.FromPipe(path);
        return null; // not in one expression: a null array would become an empty picture
    }
}
