using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Lookalike.Core.Files;
using Lookalike.Training.Networks;

namespace Lookalike.Training.Checkpoints;

/// <summary>
/// A run, stopped between two steps. The file: 8 bytes of magic, the header's length (int32, little-endian), the header (JSON, UTF-8),
/// float32 arrays (parameters, first moment, second moment, running statistics; then parameters and running statistics as each finished
/// stage left them), SHA-256 of all that.
/// </summary>
internal sealed class Checkpoint
{
    /// <summary>The last digits are the version.</summary>
    public static ReadOnlySpan<byte> Magic => "LKLKCP03"u8;

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
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(Header, CheckpointJson.Default.CheckpointHeader);
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
    public static Checkpoint Load(string path) => CheckpointReader.Read(path);
}
