using Lookalike.Core;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Index.Conformance;

/// <summary>What approximate searches walk is built on demand, and finds nearly all of the nearest.</summary>
public abstract class PreparationTests(IndexFixture fixture) : IndexConformanceTest(fixture)
{
    private const int Top = 10;
    private const double MinRecall = 0.9;

    [Fact]
    public async Task Few_images_need_none_and_are_found_all_the_same()
    {
        using IIndexStore store = await CreateAsync(Picture(1), Picture(2));

        Assert.False(await store.PrepareAsync(progress: null, Token));
        Assert.Equal(2, (await store.SearchAsync(new IndexQuery { Latent = Picture(1).Vector, Top = Top }, Token)).Count);
    }

    [Fact]
    public async Task Many_images_are_found_nearly_as_well_as_by_comparing_all()
    {
        int count = Fixture.ImagesOfAGraph ?? 500;
        var random = new Random(1);
        ImageRecord[] records = [.. Enumerable.Range(0, count).Select(i => Of(i, random))];
        using IIndexStore store = await CreateAsync(records);
        var told = new Told();

        Assert.Equal(Fixture.ImagesOfAGraph is not null, await store.PrepareAsync(told, Token));

        Assert.True(Fixture.ImagesOfAGraph is null || told.Max == count, $"The progress ended at {told.Max} of {count}.");
        int right = 0;
        for (int i = 0; i < 50; i++)
        {
            HashSet<string> truth = await NearestAsync(store, records[i].Vector, exact: true);
            truth.IntersectWith(await NearestAsync(store, records[i].Vector, exact: false));
            right += truth.Count;
        }

        Assert.True(right >= 50 * Top * MinRecall, $"Found {right} of {50 * Top} nearest; expected {MinRecall:P0}.");
    }

    private static ImageRecord Of(int number, Random random)
    {
        ImageRecord record = Digit(number);
        record.Vector = new[] { random.NextSingle(), random.NextSingle(), random.NextSingle(), random.NextSingle() };
        return record;
    }

    private static async Task<HashSet<string>> NearestAsync(IIndexStore store, ReadOnlyMemory<float> latent, bool exact) =>
        [.. (await store.SearchAsync(new IndexQuery { Latent = latent, Top = Top, Exact = exact }, Token)).Select(hit => hit.Record.Key)];

    private sealed class Told : IProgress<Progress>
    {
        private long _max;

        public long Max => Volatile.Read(ref _max);

        public void Report(Progress value)
        {
            for (long max = Max; value.Done > max && Interlocked.CompareExchange(ref _max, value.Done, max) != max; max = Max) continue;
        }
    }
}
