using Lookalike.Index.Records;

namespace Lookalike.Index.Conformance;

/// <summary>What an index says of itself is one record, read and written as a whole.</summary>
public abstract class DescriptionTests(IndexFixture fixture) : IndexConformanceTest(fixture)
{
    private static readonly ImageRoots Roots = ImageRoots.None.With(new ImageRoot { Name = "pictures", Path = "/home/me/pictures" });

    [Fact]
    public async Task A_new_index_has_no_fingerprint_and_says_nothing_else()
    {
        using IIndexStore store = await Engine.CreateAsync(Location, LatentSize, rebuild: false, Token);

        IndexDescription found = await store.DescribeAsync(Token);

        Assert.Equal((null, LatentSize, "", SearchMethod.Auto), (found.Fingerprint, found.LatentSize, found.Source, found.Method));
        Assert.Empty(found.Roots.All);
    }

    [Fact]
    public async Task All_of_it_comes_back()
    {
        using IIndexStore store = await CreateAsync();
        await store.WriteAsync([], [], Description.With(source: "a folder", method: SearchMethod.Approximate, roots: Roots), Token);

        using IIndexStore reader = await OpenAsync();
        IndexDescription found = await reader.DescribeAsync(Token);

        Assert.Equal((Description.Fingerprint, LatentSize, "a folder", SearchMethod.Approximate), (found.Fingerprint, found.LatentSize, found.Source, found.Method));
        Assert.Equal(("pictures", "/home/me/pictures"), Assert.Single(found.Roots.All.Select(root => (root.Name, root.Path))));
    }

    [Fact]
    public async Task What_was_said_before_can_be_taken_back()
    {
        using IIndexStore store = await CreateAsync();
        await store.WriteAsync([], [], Description.With(method: SearchMethod.Exact, roots: Roots), Token);
        await store.WriteAsync([], [], Description.With(method: SearchMethod.Auto, roots: ImageRoots.None), Token);

        IndexDescription found = await store.DescribeAsync(Token);

        Assert.Equal(SearchMethod.Auto, found.Method);
        Assert.Empty(found.Roots.All);
    }

    [Fact]
    public async Task Writing_records_alone_leaves_it_as_it_is()
    {
        using IIndexStore store = await CreateAsync();
        await store.WriteAsync([Picture(1)], [], description: null, Token);

        Assert.Equal("mnist", (await store.DescribeAsync(Token)).Source);
    }

    [Fact]
    public async Task A_description_of_vectors_of_another_size_is_refused()
    {
        using IIndexStore store = await CreateAsync();
        var other = new IndexDescription { LatentSize = LatentSize + 1, Fingerprint = Description.Fingerprint };

        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync([], [], other, Token));
    }
}
