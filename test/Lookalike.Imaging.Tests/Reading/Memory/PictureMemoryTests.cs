using Lookalike.Imaging.Reading;
using Lookalike.Imaging.Reading.Memory;

namespace Lookalike.Imaging.Tests.Reading.Memory;

public sealed class PictureMemoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_default_is_a_quarter_of_what_the_process_may_use()
    {
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

        Assert.True(available > 0);
        Assert.Equal(Math.Max(32L << 20, available / 4), PictureMemory.Default.Bytes);
        Assert.Same(PictureMemory.Default, new PictureReader().Memory);
    }

    [Fact]
    public async Task What_does_not_fit_waits_until_it_does()
    {
        var memory = new PictureMemory(10);
        IDisposable first = memory.Take(6, Token);
        Task<IDisposable> second = Task.Run(() => memory.Take(5, Token), Token);
        while (!IsWaiting(memory)) await Task.Yield();
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
        memory.Take(10, Token).Dispose();
    }

    [Fact]
    public async Task Nobody_overtakes_one_who_waits_for_much()
    {
        var memory = new PictureMemory(10);
        IDisposable first = memory.Take(6, Token);
        Task<IDisposable> large = Task.Run(() => memory.Take(10, Token), Token);
        while (!IsWaiting(memory)) await Task.Yield();

        // There is room for this one, but the large one was first.
        Task<IDisposable> small = Task.Run(() => memory.Take(1, Token), Token);
        for (int i = 0; i < 100; i++) await Task.Yield();
        Assert.False(small.IsCompleted);

        first.Dispose();
        IDisposable all = await large;
        Assert.False(small.IsCompleted);
        all.Dispose();
        (await small).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_holds_up_nobody()
    {
        var memory = new PictureMemory(10);
        IDisposable first = memory.Take(6, Token);
        using var stop = new CancellationTokenSource();
        Task<IDisposable> large = Task.Run(() => memory.Take(10, stop.Token), Token);
        while (!IsWaiting(memory)) await Task.Yield();
        Task<IDisposable> small = Task.Run(() => memory.Take(4, Token), Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        (await small).Dispose();
        first.Dispose();
        memory.Take(10, Token).Dispose();
    }

    [Fact]
    public async Task Many_threads_never_hold_more_than_there_is_and_all_get_theirs()
    {
        var memory = new PictureMemory(100);
        long held = 0, maximum = 0;
        Task[] threads = [.. Enumerable.Range(0, 8).Select(seed => Task.Factory.StartNew(
            () =>
            {
                var random = new Random(seed);
                for (int i = 0; i < 500; i++)
                {
                    int bytes = random.Next(1, 101);
                    using var stop = new CancellationTokenSource();
                    if (random.Next(4) == 0) stop.Cancel();
                    try
                    {
                        using IDisposable lease = memory.Take(bytes, stop.Token);
                        long now = Interlocked.Add(ref held, bytes);
                        InterlockedMax(ref maximum, now);
                        Thread.Yield();
                        Interlocked.Add(ref held, -bytes);
                    }
                    catch (OperationCanceledException)
                    {
                        // It would have had to wait.
                    }
                }
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];

        await Task.WhenAll(threads);

        Assert.InRange(maximum, 1, 100);
        memory.Take(100, Token).Dispose();
    }

    [Fact]
    public void What_is_given_back_twice_counts_once()
    {
        var memory = new PictureMemory(10);
        IDisposable half = memory.Take(5, Token), other = memory.Take(5, Token);

        half.Dispose();
        half.Dispose();

        Assert.Throws<OperationCanceledException>(() => memory.Take(6, new CancellationToken(canceled: true)));
        other.Dispose();
    }

    [Fact]
    public void Less_than_a_byte_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PictureMemory(0));
        Assert.Throws<ArgumentNullException>(() => new PictureReader { Memory = null! });
    }

    /// <summary>Whether somebody waits: then even nothing is not to be had.</summary>
    private static bool IsWaiting(PictureMemory memory)
    {
        try
        {
            memory.Take(0, new CancellationToken(canceled: true)).Dispose();
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private static void InterlockedMax(ref long maximum, long value)
    {
        long seen = Interlocked.Read(ref maximum);
        while (value > seen) seen = Interlocked.CompareExchange(ref maximum, value, seen) is var found && found == seen ? value : found;
    }
}
