using Lookalike.Web.Faults;
using Lookalike.Web.Limits;
using Lookalike.Web.Settings;
using Microsoft.Extensions.Time.Testing;

namespace Lookalike.Web.Tests.Limits;

public sealed class PictureWorkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decoder_that_takes_too_long_is_given_up_and_keeps_its_place_until_it_ends()
    {
        var time = new FakeTimeProvider();
        var work = new PictureWork(new LookalikeWebOptions(), time);
        using var go = new ManualResetEventSlim();
        using var begun = new CountdownEvent(Environment.ProcessorCount);
        Task<int>[] slow =
        [
            .. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => work.RunAsync(
                opened: null,
                _ =>
                {
                    begun.Signal();
                    go.Wait(Token);
                    return 1;
                },
                Token)),
        ];
        begun.Wait(Token);
        time.Advance(TimeSpan.FromSeconds(10));
        foreach (Task<int> given in slow)
        {
            ProblemException problem = await Assert.ThrowsAsync<ProblemException>(() => given);
            Assert.Equal((422, "urn:lookalike:problem:decode-time"), (problem.Type.Status, problem.Type.Urn));
        }

        // All of them are given up, and all still run.
        Task<int> next = work.RunAsync(opened: null, _ => 2, Token);
        Assert.False(next.IsCompleted);
        go.Set();
        Assert.Equal(2, await next);
    }

    [Fact]
    public async Task Who_goes_away_does_not_wait()
    {
        var work = new PictureWork(new LookalikeWebOptions(), TimeProvider.System);
        using var gone = new CancellationTokenSource();
        using var go = new ManualResetEventSlim();
        Task<int> waiting = work.RunAsync(
            opened: null,
            _ =>
            {
                go.Wait(Token);
                return 1;
            },
            gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        go.Set();
    }

    [Fact]
    public async Task Work_is_told_that_nobody_waits_for_it_any_more()
    {
        var time = new FakeTimeProvider();
        var work = new PictureWork(new LookalikeWebOptions(), time);
        using var gone = new CancellationTokenSource();
        var stopped = new TaskCompletionSource();
        Task<int> left = work.RunAsync(opened: null, UntilTold, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await stopped.Task;

        stopped = new TaskCompletionSource();
        Task<int> slow = work.RunAsync(opened: null, UntilTold, Token);
        time.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<ProblemException>(() => slow);
        await stopped.Task;

        int UntilTold(CancellationToken given)
        {
            given.WaitHandle.WaitOne();
            stopped.SetResult();
            return 1;
        }
    }
}
