using Lookalike.Application.Searching;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Tests.Searching;

public sealed class SearchOptionsTests
{
    [Fact]
    public void Without_a_word_a_search_gives_the_ten_nearest_of_all()
    {
        var options = new SearchOptions();
        Assert.Equal((10, 0, DistanceMetric.Euclidean), (options.Top, options.Skip, options.Metric));
        Assert.Null(options.Within ?? options.Collapse);
        Assert.Null(options.Match);
        Assert.Null(options.Exact);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_distance_that_is_none_is_refused(float value)
    {
        Assert.Throws<ArgumentOutOfRangeException>("Within", () => new SearchOptions { Within = value });
        Assert.Throws<ArgumentOutOfRangeException>("Collapse", () => new SearchOptions { Collapse = value });
    }

    [Fact]
    public void Numbers_below_their_least_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SearchOptions { Top = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SearchOptions { Skip = -1 });
    }
}
