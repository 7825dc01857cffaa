using System.Buffers;
using System.Security.Cryptography;
using Lookalike.Core.Files;
using Lookalike.Datasets.Telemetry;

namespace Lookalike.Datasets.Fetching;

/// <summary>Copies a raw file to its place only if its length and checksum are right.</summary>
internal static class VerifiedCopy
{
    private const int BufferLength = 1 << 17;

    /// <summary>Reads at most one byte more than the file has, so a compressed file cannot unpack to more than was promised.</summary>
    /// <exception cref="DatasetException">The length or the checksum is wrong; nothing is stored.</exception>
    public static async Task StoreAsync(DatasetFile file, Stream raw, string path, CancellationToken cancellationToken)
    {
        using AtomicFile copy = AtomicFile.Create(path);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            long length = 0;
            int read;
            while ((read = await raw.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > file.Length) throw Wrong("wrong_length", $"{file.Name} is too long: expected {file.Length} bytes, found more.", path);
                hash.AppendData(buffer, 0, read);
                await copy.Stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            if (length < file.Length) throw Wrong("wrong_length", $"{file.Name} is too short: expected {file.Length} bytes, found {length}.", path);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        string found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (found != file.Sha256) throw Wrong("wrong_checksum", $"{file.Name} has the wrong SHA-256: expected {file.Sha256}, found {found}.", path);
        copy.Commit();
        DatasetsTelemetry.CountVerified("present");
    }

    private static DatasetException Wrong(string outcome, string reason, string path)
    {
        DatasetsTelemetry.CountVerified(outcome);
        return new DatasetException($"{reason} It was thrown away.", path);
    }
}
