using System.Numerics.Tensors;
using FsCheck;
using FsCheck.Xunit;
using Lookalike.Application.Searching;

namespace Lookalike.Application.Tests.Searching;

public sealed class SearchQueryTests
{
    [Fact]
    public void One_image_alone_is_searched_with_as_it_is()
    {
        SearchQuery one = Query("a", 3, 4);
        Assert.Same(one, SearchQuery.Combine([one], []));
    }

    [Fact]
    public void A_mean_has_the_direction_of_the_mean_and_the_mean_length_of_its_parts()
    {
        SearchQuery mean = SearchQuery.Combine([Query("a", 2, 0), Query("b", 0, 2), Query("c", 1, 1)], []);
        float length = (2 + 2 + MathF.Sqrt(2)) / 3;
        Assert.Equal(length / MathF.Sqrt(2), mean.Latent.Span[0], 1e-6f);
        Assert.Equal(length / MathF.Sqrt(2), mean.Latent.Span[1], 1e-6f);
        Assert.Equal("a + b + c", mean.Name);
    }

    [Fact]
    public void Weights_of_one_mean_what_no_weights_do()
    {
        SearchQuery a = Query("a", 4, 0), b = Query("b", 0, 3), c = Query("c", 1, 1);
        Assert.Same(a, SearchQuery.Weigh([a], [0.3f]));
        Assert.Equal(SearchQuery.Combine([a, c], [b]).Latent.ToArray(), SearchQuery.Weigh([a, b, c], [1, -1, 1]).Latent.ToArray());
    }

    [Fact]
    public void What_weighs_more_draws_the_mix_to_it_and_its_length_is_that_of_the_images()
    {
        SearchQuery a = Query("a", 3, 0), b = Query("b", 0, 3);
        ReadOnlySpan<float> mixed = SearchQuery.Weigh([a, b], [1, 0.5f]).Latent.Span;
        Assert.Equal(2, mixed[0] / mixed[1], 1e-5f);
        Assert.Equal(3, TensorPrimitives.Norm(mixed), 1e-5f);

        // (3, 0) - (0, 3) / 4: half of the negatives, by half of their weight.
        ReadOnlySpan<float> away = SearchQuery.Weigh([a, b], [1, -0.5f]).Latent.Span;
        Assert.Equal(-4, away[0] / away[1], 1e-5f);
        Assert.Throws<ArgumentException>(() => SearchQuery.Weigh([a, b], [0, -1]));
    }

    [Fact]
    public void Half_the_mean_of_the_negatives_is_taken_away()
    {
        // (4, 0) - (0, 3) / 2 - (0, 1) / 2, halved: (4, -1), at length 4.
        SearchQuery query = SearchQuery.Combine([Query("a", 4, 0)], [Query("b", 0, 3), Query("c", 0, 1)]);
        float scale = 4 / MathF.Sqrt(17);
        Assert.Equal(4 * scale, query.Latent.Span[0], 1e-6f);
        Assert.Equal(-1 * scale, query.Latent.Span[1], 1e-6f);
        Assert.Equal("a - b - c", query.Name);
    }

    [Property(MaxTest = 100, Replay = "(20261123,15)")]
    public void Parts_of_unit_length_make_a_query_of_unit_length_that_is_nearer_to_them_than_to_the_negatives(PositiveInt seed, PositiveInt more, PositiveInt less)
    {
        var random = new Random(seed.Get);
        SearchQuery[] positives = [.. Enumerable.Range(0, 1 + (more.Get % 4)).Select(_ => Unit(random))], negatives = [.. Enumerable.Range(0, less.Get % 4).Select(_ => Unit(random))];
        ReadOnlySpan<float> latent = SearchQuery.Combine(positives, negatives).Latent.Span;
        Assert.Equal(1, TensorPrimitives.Norm(latent), 1e-5f);
        float towards = 0, away = 0;
        foreach (SearchQuery positive in positives) towards += TensorPrimitives.Dot(latent, positive.Latent.Span) / positives.Length;
        foreach (SearchQuery negative in negatives) away += TensorPrimitives.Dot(latent, negative.Latent.Span) / negatives.Length;
        Assert.True(towards > away, $"{towards} to the positives, {away} to the negatives");
    }

    [Fact]
    public void Images_that_cancel_out_have_no_direction() =>
        Assert.Equal([0f, 0f], SearchQuery.Combine([Query("a", 1, 0.3f), Query("b", -1, -0.3f)], []).Latent.ToArray());

    [Theory]
    [InlineData(3, 3, 3)]
    [InlineData(3, 4, null)]
    [InlineData(null, null, null)]
    public void A_mix_has_a_label_where_its_parts_agree(int? first, int? second, int? mixed)
    {
        SearchQuery Labelled(int? label) => new() { Name = "a", Latent = new float[] { 1 }, Label = label };
        Assert.Equal(mixed, SearchQuery.Combine([Labelled(first), Labelled(second)], [Labelled(9)]).Label);
    }

    [Fact]
    public void A_mix_of_nothing_and_one_of_different_sizes_are_refused()
    {
        Assert.Throws<ArgumentException>("positives", () => SearchQuery.Combine([], [Query("a", 1)]));
        Assert.Throws<ArgumentException>("positives", () => SearchQuery.Combine([Query("a", 1)], [Query("b", 1, 2)]));
    }

    [Fact]
    public void Images_are_joined_with_their_latents_in_order()
    {
        QueryImage Image(string name) => new() { Name = name, Pixels = ReadOnlyMemory<byte>.Empty, Label = 5 };
        IReadOnlyList<SearchQuery> queries = SearchQuery.Of([Image("a"), Image("b")], new float[] { 1, 2, 3, 4 });
        Assert.Equal(["a", "b"], queries.Select(q => q.Name));
        Assert.Equal([3f, 4f], queries[1].Latent.ToArray());
        Assert.Equal(5, queries[1].Label);
        Assert.Empty(SearchQuery.Of([], ReadOnlyMemory<float>.Empty));
        QueryImage looks = new() { Name = "looks", OtherViews = [new byte[1], new byte[1]] };
        SearchQuery[] mixed = [.. SearchQuery.Of([looks, Image("b")], new float[] { 1, 2, 3, 4 })];
        Assert.Equal([[2f], [3f]], mixed[0].OtherLatents.Select(latent => latent.ToArray()));
        Assert.Equal([1f], mixed[0].Latent.ToArray());
        Assert.Equal([4f], mixed[1].Latent.ToArray());
        Assert.Throws<ArgumentException>("latents", () => SearchQuery.Of([Image("a"), Image("b")], new float[3]));
    }

    private static SearchQuery Query(string name, params float[] latent) => new() { Name = name, Latent = latent };

    private static SearchQuery Unit(Random random)
    {
        float[] latent = [.. Enumerable.Range(0, 16).Select(_ => random.NextSingle() - 0.5f)];
        TensorPrimitives.Divide(latent, TensorPrimitives.Norm<float>(latent), latent);
        return new SearchQuery { Name = "-", Latent = latent };
    }
}
