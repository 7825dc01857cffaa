using Lookalike.Web.Faults;
using Lookalike.Web.Queries;
using Lookalike.Web.Settings;
using Microsoft.Extensions.Time.Testing;

namespace Lookalike.Web.Tests.Queries;

public sealed class QueryShelfTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Few_large_pictures_make_room_as_many_small_ones_do()
    {
        var shelf = new QueryShelf(_time);
        byte[] large = new byte[Bounds.QueryBytes / 4];
        string[] tokens = [.. Enumerable.Range(0, 5).Select(_ => shelf.Add(large).Token)];

        Assert.Throws<ProblemException>(() => shelf.Get(tokens[0]));
        Assert.All(tokens.Skip(1), token => Assert.Same(large, Array(shelf.Get(token))));
        Assert.Equal(5, tokens.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void What_has_expired_counts_no_longer()
    {
        var shelf = new QueryShelf(_time);
        string first = shelf.Add(new byte[1]).Token;
        _time.Advance(Bounds.QueryLife - TimeSpan.FromSeconds(1));
        Assert.Equal(first, shelf.Get(first).Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(404, Assert.Throws<ProblemException>(() => shelf.Get(first)).Type.Status);
    }

    private static byte[] Array(StoredQuery query)
    {
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(query.Bytes, out ArraySegment<byte> segment));
        return segment.Array!;
    }
}
