using FsCheck.Xunit;

namespace Lookalike.Core.Tests;

public sealed class EvenSpreadTests
{
    [Fact]
    public void All_of_them_are_every_position()
    {
        Assert.Equal([0, 1, 2, 3, 4], EvenSpread.Positions(5, 5, offset: 0));
        Assert.Equal([0, 1, 2, 3, 4], EvenSpread.Positions(5, 5, offset: 0.99));
    }

    [Fact]
    public void Some_of_them_lie_as_far_apart_as_they_can()
    {
        Assert.Equal([0, 25, 50, 75], EvenSpread.Positions(100, 4, offset: 0));
        Assert.Equal([12, 37, 62, 87], EvenSpread.Positions(100, 4, offset: 0.5));
    }

    [Property]
    public void Positions_rise_and_lie_within_whatever_the_numbers(ushort count, ushort wanted, ushort offset)
    {
        int many = count + 1, some = 1 + (wanted % many);
        int[] positions = EvenSpread.Positions(many, some, Math.Min(offset / 65_535.0, Math.BitDecrement(1.0)));

        Assert.Equal(some, positions.Length);
        Assert.InRange(positions[0], 0, many - 1);
        Assert.InRange(positions[^1], 0, many - 1);
        for (int i = 1; i < positions.Length; i++) Assert.True(positions[i] > positions[i - 1]);
    }
}
