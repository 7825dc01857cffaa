using System.Buffers.Binary;
using System.Text;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Tests.Schema;

public sealed class BlockChecksumTests
{
    [Fact]
    public void It_is_the_CRC_32C_of_number_bitmap_and_vectors()
    {
        byte[] digits = Encoding.ASCII.GetBytes("123456789");

        // The check value that catalogues of checksums give for these nine digits.
        Assert.Equal(0xE3069283, BlockChecksum.Of(BinaryPrimitives.ReadInt64LittleEndian(digits), digits.AsSpan(8), []));
    }

    [Fact]
    public void Any_flipped_bit_gives_another()
    {
        byte[] occupied = new byte[8], vectors = new byte[60];
        new Random(1).NextBytes(vectors);
        uint right = BlockChecksum.Of(7, occupied, vectors);
        for (int bit = 0; bit < 8 * vectors.Length; bit++)
        {
            vectors[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(right, BlockChecksum.Of(7, occupied, vectors));
            vectors[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.NotEqual(right, BlockChecksum.Of(8, occupied, vectors));
    }
}
