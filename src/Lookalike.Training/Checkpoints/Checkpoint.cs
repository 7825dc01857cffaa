using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Lookalike.Training;

/// <summary>
/// A run, stopped between two steps. The file: 8 bytes of magic, the header's length (int32, little-endian), the header (JSON, UTF-8),
/// float32 arrays (parameters, first moment, second moment, running statistics; then parameters and running statistics as each finished
/// stage left them), SHA-256 of all that.
/// </summary>
internal sealed class Checkpoint
{
    private const int HashSize = 32;
    private const int MaxHeader = 1 << 24;

    private static ReadOnlySpan<byte> Magic => "LKLKCP03"u8;

    /// <summary>What the checkpoint says of itself.</summary>
    public required CheckpointHeader Header { get; init; }

    /// <summary>The network as it is.</summary>
    public required Weights Weights { get; init; }

    /// <summary>[P].</summary>
    public required float[] FirstMoment { get; init; }

    /// <summary>[P].</summary>
    public required float[] SecondMoment { get; init; }

    /// <summary>The network as each finished stage left it, in order.</summary>
    public required IReadOnlyList<Weights> Snapshots { get; init; }

    /// <summary>Where the checkpoint of a model file lies.</summary>
    /// <param name="modelPath">The model file.</param>
    public static string PathFor(string modelPath) => modelPath + ".checkpoint";

    /// <summary>Writes the file beside and renames it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(Header, RecipeJson.Default.CheckpointHeader);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = AtomicFile.Create(path);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        Put(Magic);
        Put(length);
        Put(header);
        foreach (float[] values in (float[][])[Weights.Parameters, FirstMoment, SecondMoment, Weights.Statistics]) Put(MemoryMarshal.AsBytes<float>(values));
        foreach (Weights snapshot in Snapshots)
        {
            Put(MemoryMarshal.AsBytes<float>(snapshot.Parameters));
            Put(MemoryMarshal.AsBytes<float>(snapshot.Statistics));
        }

        file.Stream.Write(hash.GetHashAndReset());
        file.Commit();

        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            file.Stream.Write(bytes);
        }
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TrainingException">The file is missing, damaged or not a checkpoint.</exception>
    public static Checkpoint Load(string path)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TrainingException($"There is no checkpoint to resume from: expected {path}. Train without --resume.", e);
        }

        int start = Magic.Length + 4;
        if (file.Length < start + HashSize || !file.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw Damaged(path, "a checkpoint of this version", "another file");
        if (!SHA256.HashData(file.AsSpan(0, file.Length - HashSize)).AsSpan().SequenceEqual(file.AsSpan(file.Length - HashSize)))
            throw Damaged(path, "the checksum at its end", "another one");

        int headerLength = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(Magic.Length));
        if (headerLength is <= 0 or > MaxHeader || headerLength > file.Length - start - HashSize)
            throw Damaged(path, "a header inside the file", $"{headerLength} bytes");
        CheckpointHeader header = JsonSerializer.Deserialize(file.AsSpan(start, headerLength), RecipeJson.Default.CheckpointHeader)
            ?? throw Damaged(path, "a header", "null");

        float[] values = MemoryMarshal.Cast<byte, float>(file.AsSpan(start + headerLength, file.Length - start - headerLength - HashSize).ToArray()).ToArray();
        int parameters = header.ParameterCount, statistics = header.StatisticCount, stages = header.Stages.Count;
        long expected = (3L * parameters) + statistics + (stages * ((long)parameters + statistics));
        if (parameters < 0 || statistics < 0 || expected != values.Length) throw Damaged(path, $"{expected} values", $"{values.Length}");
        int at = 0;
        float[] current = Take(parameters), first = Take(parameters), second = Take(parameters), running = Take(statistics);
        return new Checkpoint
        {
            Header = header,
            Weights = new Weights { Parameters = current, Statistics = running },
            FirstMoment = first,
            SecondMoment = second,
            Snapshots = [.. Enumerable.Range(0, stages).Select(_ => new Weights { Parameters = Take(parameters), Statistics = Take(statistics) })],
        };

        float[] Take(int count)
        {
            at += count;
            return values[(at - count)..at];
        }
    }

    private static TrainingException Damaged(string path, string expected, string found) =>
        new($"The checkpoint {path} cannot be used: expected {expected}, found {found}. Delete it and train without --resume.");
}
