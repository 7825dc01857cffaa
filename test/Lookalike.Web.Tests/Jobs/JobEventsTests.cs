using Lookalike.Web.Events;
using Lookalike.Web.Jobs;
using Lookalike.Web.Settings;
using Microsoft.Extensions.Time.Testing;

namespace Lookalike.Web.Tests.Jobs;

public sealed class JobEventsTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_more_events_than_are_kept_the_last_are_heard()
    {
        var events = new JobEvents();
        for (int i = 0; i < Bounds.Events + 10; i++) events.Add("progress", $"{i}");
        events.Add("done", "{}", isLast: true);
        events.Add("late", "{}");

        List<ServerEvent?> heard = await events.ReadAsync(after: 0, Silence, _time, Token).ToListAsync(Token);
        Assert.Equal((Bounds.Events, "12", "done"), (heard.Count, heard[0]!.Id, heard[^1]!.Name));
        Assert.Equal("done", Assert.Single(await events.ReadAsync(Bounds.Events + 10, Silence, _time, Token).ToListAsync(Token))!.Name);
    }

    [Fact]
    public async Task Silence_is_told_and_then_what_comes_is_heard()
    {
        var events = new JobEvents();
        await using IAsyncEnumerator<ServerEvent?> heard = events.ReadAsync(after: 0, Silence, _time, Token).GetAsyncEnumerator(Token);
        ValueTask<bool> first = heard.MoveNextAsync();
        _time.Advance(Silence);
        Assert.True(await first);
        Assert.Null(heard.Current);

        ValueTask<bool> second = heard.MoveNextAsync();
        events.Add("done", "{}", isLast: true);
        Assert.True(await second);
        Assert.Equal("done", heard.Current!.Name);
        Assert.False(await heard.MoveNextAsync());
    }
}
