using Lookalike.Search.Distances;

namespace Lookalike.Search.Tests.Distances;

public sealed class SumsTests
{
    [Fact]
    public void A_squared_difference_has_the_same_bits_alone_and_in_a_tile() => AssertSameBits<SquaredDifference>();

    [Fact]
    public void A_product_has_the_same_bits_alone_and_in_a_tile() => AssertSameBits<Product>();

    [Fact]
    public void An_absolute_difference_has_the_same_bits_alone_and_in_a_tile() => AssertSameBits<AbsoluteDifference>();

    [Fact]
    public void An_inequality_has_the_same_bits_alone_and_in_a_tile() => AssertSameBits<Inequality>();

    private static void AssertSameBits<TTerm>()
        where TTerm : ITerm
    {
        const int Queries = 3, Rows = 6, Stride = 8;
        for (int dimension = 1; dimension <= 300; dimension++)
        {
            float[] queries = TestVectors.Uniform(dimension, Queries * dimension);
            float[] rows = TestVectors.Uniform(1000 + dimension, Rows * dimension);
            var sums = new float[Queries * Stride];
            Sums<TTerm>.Tile(queries, rows, dimension, sums, Stride);
            for (int query = 0; query < Queries; query++)
            {
                for (int row = 0; row < Rows; row++)
                {
                    Assert.Equal(
                        BitConverter.SingleToUInt32Bits(Sums<TTerm>.Pair(
                            queries.AsSpan(query * dimension, dimension), rows.AsSpan(row * dimension, dimension))),
                        BitConverter.SingleToUInt32Bits(sums[(query * Stride) + row]));
                }
            }
        }
    }
}
