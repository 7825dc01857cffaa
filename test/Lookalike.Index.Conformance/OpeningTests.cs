using Lookalike.Index.Records;

namespace Lookalike.Index.Conformance;

/// <summary>Indexes are found, made, held by one writer, and emptied only on demand.</summary>
public abstract class OpeningTests(IndexFixture fixture) : IndexConformanceTest(fixture)
{
    [Fact]
    public async Task Where_nothing_is_nothing_is_opened()
    {
        Assert.False(await Engine.ExistsAsync(Location, Token));
        Assert.Null(await Engine.OpenAsync(Location, Token));
        Assert.Null(await Engine.OpenForWritingAsync(Location, Token));
        Assert.False(await Engine.ExistsAsync(Location, Token));
    }

    [Fact]
    public async Task An_index_that_was_made_is_there_for_readers_and_for_writers()
    {
        (await Engine.CreateAsync(Location, LatentSize, rebuild: false, Token)).Dispose();

        Assert.True(await Engine.ExistsAsync(Location, Token));
        using (IIndexStore reader = await OpenAsync()) Assert.Equal((Location, 0L), (reader.Location, await reader.CountAsync(Token)));
        using IIndexStore? writer = await Engine.OpenForWritingAsync(Location, Token);
        Assert.NotNull(writer);
    }

    [Fact]
    public async Task A_second_writer_is_refused_until_the_first_has_ended()
    {
        using (IIndexStore first = await CreateAsync())
        {
            await Assert.ThrowsAsync<IndexException>(() => Engine.OpenForWritingAsync(Location, Token));
            await Assert.ThrowsAsync<IndexException>(() => Engine.CreateAsync(Location, LatentSize, rebuild: false, Token));
            (await OpenAsync()).Dispose();
        }

        using IIndexStore? next = await Engine.OpenForWritingAsync(Location, Token);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task What_was_written_is_there_when_the_index_is_opened_again()
    {
        (await CreateAsync(Picture(1), Digit(2))).Dispose();

        using IIndexStore again = await Engine.CreateAsync(Location, LatentSize, rebuild: false, Token);
        Assert.Equal(2, await again.CountAsync(Token));
        Assert.Equal(Description.Fingerprint, (await again.DescribeAsync(Token)).Fingerprint);
    }

    [Fact]
    public async Task An_index_that_has_a_fingerprint_keeps_its_size_until_it_is_rebuilt()
    {
        (await CreateAsync(Picture(1))).Dispose();

        using (IIndexStore same = await Engine.CreateAsync(Location, LatentSize + 1, rebuild: false, Token))
            Assert.Equal((LatentSize, 1L), ((await same.DescribeAsync(Token)).LatentSize, await same.CountAsync(Token)));
        using IIndexStore rebuilt = await Engine.CreateAsync(Location, LatentSize + 1, rebuild: true, Token);
        IndexDescription description = await rebuilt.DescribeAsync(Token);
        Assert.Equal((LatentSize + 1, (string?)null, 0L), (description.LatentSize, description.Fingerprint, await rebuilt.CountAsync(Token)));
    }

    [Fact]
    public async Task An_index_whose_first_run_was_killed_takes_the_size_of_the_next()
    {
        (await Engine.CreateAsync(Location, LatentSize, rebuild: false, Token)).Dispose();

        using IIndexStore next = await Engine.CreateAsync(Location, LatentSize + 1, rebuild: false, Token);
        Assert.Equal(LatentSize + 1, (await next.DescribeAsync(Token)).LatentSize);
    }
}
