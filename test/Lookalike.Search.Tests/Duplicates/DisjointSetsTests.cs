using Lookalike.Search.Duplicates;

namespace Lookalike.Search.Tests.Duplicates;

public sealed class DisjointSetsTests
{
    [Fact]
    public void Positions_that_never_join_are_in_no_group() => Assert.Empty(new DisjointSets(5).Groups());

    [Fact]
    public void Groups_come_in_the_order_of_their_lowest_positions_with_ascending_members()
    {
        var sets = new DisjointSets(8);
        foreach ((int left, int right) in ((int, int)[])[(7, 2), (6, 1), (2, 5), (5, 7), (3, 3)]) sets.Join(left, right);
        Assert.Equal([[1, 6], [2, 5, 7]], sets.Groups());
    }

    [Fact]
    public void Joins_from_many_threads_give_what_joins_from_one_give()
    {
        const int Count = 20_000;
        var random = new Random(3);
        (int Left, int Right)[] pairs = [.. Enumerable.Range(0, Count * 3 / 5).Select(_ => (random.Next(Count), random.Next(Count)))];
        var one = new DisjointSets(Count);
        foreach ((int left, int right) in pairs) one.Join(left, right);
        for (int round = 0; round < 10; round++)
        {
            var many = new DisjointSets(Count);
            Parallel.ForEach(pairs, new ParallelOptions { MaxDegreeOfParallelism = 8 }, p => many.Join(p.Left, p.Right));
            Assert.Equal(one.Groups(), many.Groups());
        }
    }
}
