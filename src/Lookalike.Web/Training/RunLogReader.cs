using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lookalike.Models;

namespace Lookalike.Web.Training;

/// <summary>
/// Reads the log of a run (<see cref="RunLogFile"/>) as far as it is written, and further each time. Where another run has begun, it begins again. Not
/// safe to use from several threads at once.
/// </summary>
/// <param name="path">The log, which need not be there.</param>
internal sealed class RunLogReader(string path)
{
    /// <summary>No line of ours is longer: eight pictures of the largest network, twice, in base64.</summary>
    private const int MaxLine = 8 << 20;

    /// <summary>The first line tells the time that its run began to a tenth of a microsecond.</summary>
    private const int MarkLength = 72;

    private static readonly string[] Names = ["reading", "begin", "progress", "epoch", "stage", "sample", "done", "stopped", "failed"];

    private long _position;

    /// <summary>Which run it is; null where there is no log, or no whole line of one.</summary>
    public string? Run { get; private set; }

    /// <summary>Lines of it that were read.</summary>
    public long Lines { get; private set; }

    /// <summary>What was written since.</summary>
    /// <returns>Each whole line with its event and its number in the run, from 1. What a log does not have is passed over.</returns>
    /// <exception cref="IOException">The log cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IReadOnlyList<(long Number, string Name, string Line)> ReadMore()
    {
        using FileStream? file = Open(path);
        if (file is null) return [];
        Recognise(file);
        if (Run is null || file.Length <= _position) return [];
        byte[] block = new byte[Math.Min(file.Length - _position, MaxLine)];
        file.Position = _position;
        ReadOnlySpan<byte> rest = block.AsSpan(0, file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false));
        if (rest.Length == MaxLine && !rest.Contains((byte)'\n')) _position += rest.Length; // nothing that we write
        var lines = new List<(long, string, string)>();
        for (int end; (end = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(end + 1)..])
        {
            _position += end + 1;
            Lines++;
            if (NameOf(rest[..end]) is { } name) lines.Add((Lines, name, Encoding.UTF8.GetString(rest[..end])));
        }

        return lines;
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void Recognise(FileStream file)
    {
        Span<byte> start = stackalloc byte[MarkLength];
        string? run = file.ReadAtLeast(start, MarkLength, throwOnEndOfStream: false) < MarkLength ? null
            : Convert.ToHexStringLower(SHA256.HashData(start)[..4]);
        if (run == Run && file.Length >= _position) return;
        (Run, Lines, _position) = (run, 0, 0);
    }

    /// <summary>The event of a line; null where it is none of ours.</summary>
    private static string? NameOf(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using JsonDocument parsed = JsonDocument.ParseValue(ref reader);
            return parsed.RootElement.ValueKind == JsonValueKind.Object && !reader.Read()
                && parsed.RootElement.TryGetProperty("event", out JsonElement name) && name.ValueKind == JsonValueKind.String
                ? Array.Find(Names, name.ValueEquals)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
