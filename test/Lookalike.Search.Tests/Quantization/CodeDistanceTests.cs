using System.Runtime.Intrinsics;
using Lookalike.Search.Quantization;

namespace Lookalike.Search.Tests.Quantization;

public sealed class CodeDistanceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_dimension_agrees_with_the_definition(bool extreme)
    {
        for (int dimension = 1; dimension <= 300; dimension++)
        {
            byte[] left = ScalarCodes.Draw(dimension, dimension, extreme);
            byte[] right = ScalarCodes.Draw(1000 + dimension, dimension, extreme);
            Assert.Equal(ScalarCodes.SquaredDifference(left, right), CodeDistance.SquaredDifference(in left[0], in right[0], dimension));
            Assert.Equal(ScalarCodes.Dot(left, right), CodeDistance.Dot(in left[0], in right[0], dimension));
        }
    }

    [Fact]
    public void Four_rows_at_once_have_the_sums_of_each_alone()
    {
        for (int dimension = 1; dimension <= 300; dimension++)
        {
            byte[] query = ScalarCodes.Draw(dimension, dimension);
            byte[][] rows = [.. Enumerable.Range(1, 4).Select(i => ScalarCodes.Draw((1000 * i) + dimension, dimension))];
            Vector128<int> squares = CodeDistance.SquaredDifferenceOneToFour(
                in query[0], in rows[0][0], in rows[1][0], in rows[2][0], in rows[3][0], dimension);
            for (int row = 0; row < 4; row++) Assert.Equal(ScalarCodes.SquaredDifference(query, rows[row]), squares[row]);
        }
    }

    [Fact]
    public void Nothing_past_the_vectors_is_read()
    {
        using var left = new GuardedBytes(300);
        using var right = new GuardedBytes(300);
        for (int dimension = 1; dimension <= 300; dimension++)
        {
            Span<byte> a = left.Last(dimension), b = right.Last(dimension);
            ScalarCodes.Draw(dimension, dimension).CopyTo(a);
            ScalarCodes.Draw(1000 + dimension, dimension).CopyTo(b);
            int expected = ScalarCodes.SquaredDifference(a, b);
            Assert.Equal(expected, CodeDistance.SquaredDifference(in a[0], in b[0], dimension));
            Assert.Equal(Vector128.Create(expected), CodeDistance.SquaredDifferenceOneToFour(in a[0], in b[0], in b[0], in b[0], in b[0], dimension));
            Assert.Equal(ScalarCodes.Dot(a, b), CodeDistance.Dot(in a[0], in b[0], dimension));
        }
    }

    [Fact]
    public void What_lies_before_the_vectors_does_not_count()
    {
        byte[] left = ScalarCodes.Draw(1, 400), right = ScalarCodes.Draw(2, 400);
        for (int dimension = 1; dimension <= 300; dimension++)
        {
            Assert.Equal(
                ScalarCodes.SquaredDifference(left.AsSpan(70, dimension), right.AsSpan(33, dimension)),
                CodeDistance.SquaredDifference(in left[70], in right[33], dimension));
        }
    }

    [Fact]
    public void The_most_dimensions_with_the_greatest_codes_do_not_overflow()
    {
        var zeros = new byte[CodeDistance.MaxDimension];
        var full = new byte[CodeDistance.MaxDimension];
        Array.Fill(full, byte.MaxValue);
        const int Greatest = CodeDistance.MaxDimension * 255 * 255;
        Assert.Equal(Greatest, CodeDistance.SquaredDifference(in zeros[0], in full[0], full.Length));
        Assert.Equal(Greatest, CodeDistance.Dot(in full[0], in full[0], full.Length));
    }
}
