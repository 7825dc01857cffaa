using System.Collections.Concurrent;
using System.Security.Cryptography;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Tests.Reading;

public sealed class PicturePipelineTests : IDisposable
{
    private static readonly PixelShape Shape = new(1, 8, 8);
    private readonly Scratch _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Results_come_in_the_order_of_the_files_however_long_each_takes()
    {
        // Every seventh picture takes a thousand times as long as the others.
        PictureFile[] files = [.. Enumerable.Range(0, 120).Select(i => Write($"{i}.png", i % 7 == 0 ? 640 : 8, (byte)i))];

        List<PictureResult> results = await ReadAsync(new PicturePipeline(new PictureReader(), Shape) { Threads = 4, Ahead = 16 }, files);

        Assert.Equal(files, results.Select(result => result.File));
        Assert.All(results, (result, i) => Assert.All(result.Picture!.Pixels, value => Assert.Equal((byte)i, value)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 10)]
    [InlineData(4, 3)]
    [InlineData(4, 32)]
    public async Task No_more_pictures_are_begun_than_the_bound_however_many_there_are(int threads, int ahead)
    {
        PictureFile file = Write("a.png", 8, 1);
        int begun = 0;
        IEnumerable<PictureFile> Endless()
        {
            while (true)
            {
                Interlocked.Increment(ref begun);
                yield return file;
            }
        }

        int taken = 0;
        await foreach (PictureResult result in new PicturePipeline(new PictureReader(), Shape) { Threads = threads, Ahead = ahead }.ReadAsync(Endless(), Token))
        {
            // The consumer stops here until as many are begun as may be. One more would have come by then, or comes in a later turn.
            taken++;
            while (Volatile.Read(ref begun) < taken + ahead) await Task.Yield();
            for (int i = 0; i < 50; i++) await Task.Yield();
            Assert.Equal(taken + ahead, Volatile.Read(ref begun));
            if (taken == 40) break;
        }

        Assert.Equal(40 + ahead, begun);
    }

    [Fact]
    public async Task A_picture_deleted_after_it_was_listed_is_a_result_and_ends_nothing()
    {
        foreach (char name in "abc") Write($"{name}.png", 8, (byte)name);
        PictureFile[] files = [.. PictureFolder.Walk(_folder.Folder, cancellationToken: Token)];
        File.Delete(files[1].Path);

        List<PictureResult> results = await ReadAsync(new PicturePipeline(new PictureReader(), Shape), files);

        Assert.Equal([null, PictureFault.Missing, null], results.Select(result => result.Fault?.Fault));
        Assert.Equal('c', (char)results[2].Picture!.Pixels[0]);
    }

    [Fact]
    public async Task A_file_with_a_fault_is_passed_on_unopened()
    {
        var fault = new PictureException(PictureFault.Broken, "", "It is known to be bad.", innerException: null);
        PictureFile good = Write("a.png", 8, 1);
        var bad = new PictureFile { Path = good.Path, RelativePath = good.RelativePath, Fault = fault };

        List<PictureResult> results = await ReadAsync(new PicturePipeline(new PictureReader(), Shape), [bad]);

        Assert.Equal((bad, null, fault), (results[0].File, results[0].Picture, results[0].Fault));
    }

    [Fact]
    public async Task What_the_files_throw_comes_after_the_results_before()
    {
        PictureFile file = Write("a.png", 8, 1);
        IEnumerable<PictureFile> Failing()
        {
            yield return file;
            yield return file;
            throw new IOException("The disk is gone.");
        }

        int results = 0;
        IOException fault = await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (PictureResult result in new PicturePipeline(new PictureReader(), Shape).ReadAsync(Failing(), Token)) results++;
        });

        Assert.Equal((2, "The disk is gone."), (results, fault.Message));
    }

    [Fact]
    public async Task Cancelling_ends_the_run_and_nothing_is_begun_after_it()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        PictureFile file = Write("a.png", 8, 1);
        int begun = 0;
        IEnumerable<PictureFile> Endless()
        {
            for (; ; begun++) yield return file;
        }

        int results = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (PictureResult result in new PicturePipeline(new PictureReader(), Shape) { Ahead = 4 }.ReadAsync(Endless(), stop.Token))
            {
                if (++results == 10) await stop.CancelAsync();
            }
        });

        int atTheEnd = begun;
        Assert.InRange(results, 10, 14);
        for (int i = 0; i < 50; i++) await Task.Yield();
        Assert.Equal(atTheEnd, begun);
    }

    [Fact]
    public async Task A_token_cancelled_before_begins_nothing()
    {
        IEnumerable<PictureFile> Never()
        {
            Assert.Fail("A file was asked for.");
            yield break;
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (PictureResult result in new PicturePipeline(new PictureReader(), Shape).ReadAsync(Never(), new CancellationToken(canceled: true)))
                Assert.Fail("There was a result.");
        });
    }

    [Fact]
    public async Task Leaving_early_ends_the_enumeration_of_the_files()
    {
        PictureFile file = Write("a.png", 8, 1);
        bool ended = false;
        IEnumerable<PictureFile> Endless()
        {
            try
            {
                while (true) yield return file;
            }
            finally
            {
                ended = true;
            }
        }

        await foreach (PictureResult result in new PicturePipeline(new PictureReader(), Shape).ReadAsync(Endless(), Token)) break;

        Assert.True(ended);
    }

    [Fact]
    public async Task Every_file_that_can_be_read_is_asked_about_with_its_hash_and_only_what_is_wanted_is_decoded()
    {
        PictureFile a = Write("a.png", 8, 1), b = Write("b.png", 8, 2), broken = Write("broken.png", 8, 3), gone = Write("gone.png", 8, 4);
        File.WriteAllBytes(broken.Path, File.ReadAllBytes(broken.Path)[..40]);
        File.Delete(gone.Path);
        var asked = new ConcurrentDictionary<PictureFile, string>();
        var pipeline = new PicturePipeline(new PictureReader(), Shape) { Wanted = (file, hash) => asked.TryAdd(file, hash) && file != b };

        List<PictureResult> results = await ReadAsync(pipeline, [a, b, broken, gone]);

        Assert.Equal([true, false, false, false], results.Select(result => result.Picture is not null));
        Assert.Equal([null, null, PictureFault.Broken, PictureFault.Missing], results.Select(result => result.Fault?.Fault));
        string[] hashes = [.. new[] { a, b, broken }.Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.Path)))[..32].ToLowerInvariant())];
        Assert.Equal([.. hashes, null], results.Select(result => result.ContentHash));
        Assert.Equal(hashes, new[] { a, b, broken }.Select(file => asked[file]));
        Assert.Equal(3, asked.Count);
    }

    [Fact]
    public async Task Where_nobody_asks_no_file_is_hashed() =>
        Assert.Null((await ReadAsync(new PicturePipeline(new PictureReader(), Shape), [Write("a.png", 8, 1)]))[0].ContentHash);

    [Fact]
    public async Task What_is_thrown_by_the_one_who_is_asked_comes_out()
    {
        var pipeline = new PicturePipeline(new PictureReader(), Shape) { Wanted = (_, _) => throw new TimeZoneNotFoundException() };

        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => ReadAsync(pipeline, [Write("a.png", 8, 1)]));
    }

    [Fact]
    public async Task No_files_give_no_results() => Assert.Empty(await ReadAsync(new PicturePipeline(new PictureReader(), Shape), []));

    [Fact]
    public void The_default_bound_shrinks_with_the_size_of_the_pictures()
    {
        Assert.Equal(256, new PicturePipeline(new PictureReader(), Shape).Ahead);
        Assert.Equal(Math.Max(85, Math.Min(Environment.ProcessorCount, 256)), new PicturePipeline(new PictureReader(), new PixelShape(3, 1024, 1024)).Ahead);
    }

    [Fact]
    public void Fewer_than_one_thread_or_one_picture_ahead_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PicturePipeline(new PictureReader(), Shape) { Threads = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PicturePipeline(new PictureReader(), Shape) { Ahead = 0 });
    }

    private static async Task<List<PictureResult>> ReadAsync(PicturePipeline pipeline, IEnumerable<PictureFile> files)
    {
        var results = new List<PictureResult>();
        await foreach (PictureResult result in pipeline.ReadAsync(files, Token)) results.Add(result);
        return results;
    }

    /// <summary>A plain grey picture.</summary>
    private PictureFile Write(string name, int side, byte value)
    {
        string path = _folder[name];
        File.WriteAllBytes(path, Drawn.Box(side, side, [value], [value]).PngsaveBuffer());
        return new PictureFile { Path = path, RelativePath = name };
    }
}
