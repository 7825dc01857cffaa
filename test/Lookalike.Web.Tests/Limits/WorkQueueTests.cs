using Lookalike.Web.Faults;
using Lookalike.Web.Limits;

namespace Lookalike.Web.Tests.Limits;

public sealed class WorkQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task So_many_run_so_many_wait_and_the_rest_are_told_when_to_come_again()
    {
        var queue = new WorkQueue("searches", atOnce: 2, waiting: 1);
        using IDisposable first = await queue.EnterAsync(Token), second = await queue.EnterAsync(Token);
        Task<IDisposable> third = queue.EnterAsync(Token);
        Assert.False(third.IsCompleted);

        ProblemException busy = await Assert.ThrowsAsync<ProblemException>(() => queue.EnterAsync(Token));
        Assert.Equal((429, TimeSpan.FromSeconds(1)), (busy.Type.Status, busy.RetryAfter));

        first.Dispose();
        first.Dispose(); // a turn ends once
        using IDisposable taken = await third;
        Task<IDisposable> fourth = queue.EnterAsync(Token);
        Assert.False(fourth.IsCompleted);
        second.Dispose();
        (await fourth).Dispose();
    }

    [Fact]
    public async Task Who_stops_waiting_makes_room_for_another()
    {
        var queue = new WorkQueue("searches", atOnce: 1, waiting: 1);
        using IDisposable first = await queue.EnterAsync(Token);
        using var leaving = new CancellationTokenSource();
        Task<IDisposable> second = queue.EnterAsync(leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        Task<IDisposable> third = queue.EnterAsync(Token);
        first.Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task Work_that_fails_ends_its_turn()
    {
        var queue = new WorkQueue("searches", atOnce: 1, waiting: 0);
        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.RunAsync<int>(() => throw new InvalidOperationException(), Token));
        Assert.Equal(1, await queue.RunAsync(() => Task.FromResult(1), Token));
    }
}
