using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Lookalike.Models.Faults;

namespace Lookalike.Models.Onnx;

/// <summary>
/// The last entry of a model file, <c>lookalike.checksum</c>: SHA-256 over every byte before it. In protobuf a message followed by one more
/// field is again a message, so the entry can be put at the end, and taken off again, without another byte changing.
/// </summary>
internal static class Checksum
{
    private const string Key = "lookalike.checksum";

    private static readonly byte[] Sample = Entry(new string('0', SHA256.HashSizeInBytes * 2));

    public static byte[] Append(byte[] body) => [.. body, .. Entry(Convert.ToHexStringLower(SHA256.HashData(body)))];

    /// <summary>Returns the bytes before the checksum.</summary>
    /// <exception cref="ModelFileException">The file does not end with the checksum of its bytes.</exception>
    public static ReadOnlyMemory<byte> Verify(ReadOnlyMemory<byte> file, ModelFaults faults)
    {
        int bodyLength = file.Length - Sample.Length, digits = SHA256.HashSizeInBytes * 2;
        ReadOnlySpan<byte> entry = bodyLength < 0 ? [] : file.Span[bodyLength..];
        if (bodyLength < 0 || !entry[..^digits].SequenceEqual(Sample.AsSpan(..^digits)))
        {
            throw faults.At(
                $"offset {Math.Max(0, bodyLength)}",
                "the checksum that ends every model file of Lookalike",
                "none",
                "It is cut short, or another program wrote it; train the model again.",
                ModelFaults.Training);
        }

        string expected = Encoding.ASCII.GetString(entry[^digits..]), found = Convert.ToHexStringLower(SHA256.HashData(file.Span[..bodyLength]));
        if (expected != found)
            throw faults.At("checksum", expected, found, "It was damaged or changed after it was written; copy it again from its source.");
        return file[..bodyLength];
    }

    private static byte[] Entry(string hex) =>
        new ModelProto { MetadataProps = { new StringStringEntryProto { Key = Key, Value = hex } } }.ToByteArray();
}
