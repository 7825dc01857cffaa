using System.Buffers.Binary;
using System.Numerics;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>
/// The checksum of a block: CRC-32C (Castagnoli, 1993; the parameters of RFC 3720) over the block's number, its bitmap and its vectors as they
/// are stored, little-endian. With the number, a block that stands in another's place is noticed too. The processor has an instruction for it.
/// </summary>
internal static class BlockChecksum
{
    public static uint Of(long block, ReadOnlySpan<byte> occupied, ReadOnlySpan<byte> vectors)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, (ulong)block);
        return ~Add(Add(crc, occupied), vectors);
    }

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte value in bytes) crc = BitOperations.Crc32C(crc, value);
        return crc;
    }
}
