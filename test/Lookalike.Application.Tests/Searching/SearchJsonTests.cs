using System.Text.Json;
using Lookalike.Application.Searching;

namespace Lookalike.Application.Tests.Searching;

public sealed class SearchJsonTests
{
    [Fact]
    public void A_distance_beyond_all_numbers_is_written_as_the_largest_for_JSON_has_no_infinity()
    {
        Hit[] hits = [new Hit { Rank = 1, Key = "a", Distance = 0.5f }, new Hit { Rank = 2, Key = "b", Distance = float.PositiveInfinity }];
        SearchReport report = new() { Metric = "euclidean", Queries = [new QueryHits { Query = "q", Hits = hits }] };

        using JsonDocument json = JsonDocument.Parse(report.ToJson());

        float[] distances = [.. json.RootElement.GetProperty("queries")[0].GetProperty("hits").EnumerateArray().Select(static hit => hit.GetProperty("distance").GetSingle())];
        Assert.Equal([0.5f, float.MaxValue], distances);
    }
}
