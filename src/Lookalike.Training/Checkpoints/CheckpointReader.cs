using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Lookalike.Core;
using Lookalike.Training.Networks;

namespace Lookalike.Training.Checkpoints;

/// <summary>
/// Reads the file of a checkpoint, which may be hostile: its checksum says that it is whole, not who wrote it. No number is believed that the
/// file's length does not bear out, and whatever is wrong ends as one clear error.
/// </summary>
internal static class CheckpointReader
{
    private const int HashSize = 32;
    private const int MaxHeader = 1 << 24;
    private const int BufferLength = 1 << 20;

    /// <exception cref="TrainingException">The file is missing, damaged or not a checkpoint.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Checkpoint Read(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength, FileOptions.SequentialScan);
            return Read(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TrainingException($"There is no checkpoint to resume from: expected {path}. Train anew.", e)
            {
                Remedy = new Remedy(RemedyKind.TrainAnew),
            };
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new TrainingException($"The checkpoint {path} cannot be used: {Sentence(e.Message)} Delete it and train anew.", e)
            {
                Remedy = new Remedy(RemedyKind.TrainAnew),
            };
        }
    }

    private static Checkpoint Read(FileStream file)
    {
        int start = Checkpoint.Magic.Length + 4;
        Span<byte> head = stackalloc byte[start];
        if (file.Length < start + HashSize || file.ReadAtLeast(head, start, throwOnEndOfStream: false) < start || !head.StartsWith(Checkpoint.Magic))
            throw Damaged("a checkpoint of this version", "another file");
        RequireChecksum(file);

        int headerLength = BinaryPrimitives.ReadInt32LittleEndian(head[Checkpoint.Magic.Length..]);
        if (headerLength is <= 0 or > MaxHeader || headerLength > file.Length - start - HashSize)
            throw Damaged("a header inside the file", $"{headerLength} bytes");
        file.Position = start;
        byte[] json = new byte[headerLength];
        file.ReadExactly(json);
        CheckpointHeader header = JsonSerializer.Deserialize(json, CheckpointJson.Default.CheckpointHeader) ?? throw Damaged("a header", "null");
        if (HeaderCheck.Find(header) is { } fault) throw new InvalidDataException(fault);
        return ReadValues(file, header, file.Length - start - headerLength - HashSize);
    }

    private static Checkpoint ReadValues(FileStream file, CheckpointHeader header, long bytes)
    {
        int parameters = header.ParameterCount, statistics = header.StatisticCount, stages = header.Stages.Count;
        long expected = (3L * parameters) + statistics + (stages * ((long)parameters + statistics));
        if (bytes != expected * sizeof(float)) throw Damaged($"{expected} values", $"{bytes} bytes for them");
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
            float[] values = GC.AllocateUninitializedArray<float>(count);
            file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return Array.TrueForAll(values, float.IsFinite) ? values : throw Damaged("finite values", "others");
        }
    }

    /// <summary>Reads the file once, in pieces.</summary>
    private static void RequireChecksum(FileStream file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferLength];
        file.Position = 0;
        for (long left = file.Length - HashSize; left > 0;)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, left));
            file.ReadExactly(part);
            hash.AppendData(part);
            left -= part.Length;
        }

        Span<byte> expected = stackalloc byte[HashSize];
        file.ReadExactly(expected);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(expected)) throw Damaged("the checksum at its end", "another one");
    }

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    private static InvalidDataException Damaged(string expected, string found) => new($"expected {expected}, found {found}");
}
