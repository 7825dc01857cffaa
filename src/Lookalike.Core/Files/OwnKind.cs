using System.Buffers.Binary;
using System.Text;

namespace Lookalike.Core.Files;

/// <summary>A kind of file that this program writes, and how its content is told from any other.</summary>
internal sealed class OwnKind
{
    private const int StartLength = 128;

    private readonly Func<ReadOnlySpan<byte>, bool> _begins;

    /// <summary>What tells a page of ours from others; it stands at the beginning of one.</summary>
    public const string PageMark = "<meta name=\"generator\" content=\"Lookalike\">";

    /// <summary>How the file of a server's key begins.</summary>
    public const string KeyMark = "lookalike-key sha256:";

    private OwnKind(string name, Func<ReadOnlySpan<byte>, bool> begins)
    {
        Name = name;
        _begins = begins;
    }

    /// <summary>A montage, a sheet or a plot.</summary>
    public static OwnKind Picture { get; } = new("picture", PngMark.IsIn);

    /// <summary>A page of results.</summary>
    public static OwnKind Page { get; } = new("page", start => start.StartsWith("<!doctype html>"u8) && start.IndexOf(Encoding.ASCII.GetBytes(PageMark)) > 0);

    /// <summary>A model file: ONNX whose producer, its second field, is this program.</summary>
    public static OwnKind Model { get; } = new("model", start => start.Length > 2 && start[0] == 0x08 && start[2..].StartsWith("\u0012\u0009Lookalike"u8));

    /// <summary>An index: SQLite with this program's number ("LkAl").</summary>
    public static OwnKind Index { get; } = new(
        "index", start => IsSqlite(start, 0x4C6B416C));

    /// <summary>The checkpoint of a run.</summary>
    public static OwnKind Checkpoint { get; } = new("checkpoint", start => start.StartsWith("LKLKCP"u8));

    /// <summary>The losses of a run.</summary>
    public static OwnKind History { get; } = new("history", start => IsJson(start, "\"recipe\":{"u8));

    /// <summary>Which pictures a run began with.</summary>
    public static OwnKind PictureRun { get; } = new("list of a run's pictures", start => IsJson(start, "\"request\":{"u8));

    /// <summary>How a run goes.</summary>
    public static OwnKind RunLog { get; } = new("log of a run", start => IsJson(start, "\"event\":"u8));

    /// <summary>The hash of a server's key.</summary>
    public static OwnKind Key { get; } = new("key", start => start.StartsWith("lookalike-key sha256:"u8));

    /// <summary>The thumbnails beside an index: SQLite with this program's number for them ("LkTh").</summary>
    public static OwnKind Thumbnails { get; } = new("file of thumbnails", start => IsSqlite(start, 0x4C6B5468));

    /// <summary>What a file of this kind is called in messages.</summary>
    public string Name { get; }

    /// <summary>Whether a file is of this kind.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public bool Wrote(string path)
    {
        Span<byte> start = stackalloc byte[StartLength];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return _begins(start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    private static bool IsSqlite(ReadOnlySpan<byte> start, int application) =>
        start.Length >= 72 && start.StartsWith("SQLite format 3\0"u8) && BinaryPrimitives.ReadInt32BigEndian(start[68..]) == application;

    private static bool IsJson(ReadOnlySpan<byte> start, ReadOnlySpan<byte> second) =>
        start.StartsWith("{\"schemaVersion\":"u8) && start.IndexOf(second) is > 0 and < 32;
}
