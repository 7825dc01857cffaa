using Lookalike.Application.Evaluating;
using Lookalike.Index;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Tests.Evaluating;

public sealed class FolderClassesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("p/cats/1.jpg", null, "cats")]
    [InlineData("p/2024/cats/1.jpg", "p/2024/", "cats")]
    [InlineData("p/2024/cats/small/1.jpg", "p/2024/", "cats")]
    [InlineData("p/1.jpg", null, null)]
    [InlineData("p/2024/1.jpg", "p/2024/", null)]
    public void A_class_is_the_first_folder_below_the_one_that_is_measured(string key, string? prefix, string? expected) =>
        Assert.Equal(expected, FolderClasses.ClassOf(key, prefix));

    [Fact]
    public async Task Each_picture_searches_among_the_others_and_classes_worst_and_first_hits_follow()
    {
        using PhotoIndex made = await PhotoIndex.CreateAsync(
            ("red/1.png", Plain(200, 0, 0)), ("red/2.png", Plain(210, 0, 0)), ("blue/1.png", Plain(0, 0, 200)), ("blue/2.png", Plain(0, 0, 210)),
            ("blue/reddish.png", Plain(190, 0, 0)), ("alone/1.png", Plain(0, 255, 0)), ("loose.png", Plain(9, 9, 9)));
        var told = new List<string>();

        LabelledVectors vectors = await FolderClasses.ReadAsync(made.Index, folder: null, queries: null, told.Add, Token);
        EvaluationReport report = LabelledMeasure.Run(vectors, DistanceMetric.Euclidean, start: 0, progress: null, Token);

        Assert.Equal((5, 5), (report.Queries, report.Database));
        Assert.Equal(["blue 3: blue 2, red 1", "red 2: blue 1, red 1"], report.Classes!.Select(c => $"{c.Class} {c.Queries}: {string.Join(", ", c.FirstHits.Select(h => $"{h.Key} {h.Value}"))}"));
        Assert.Equal(.6, report.PrecisionAt1!.Value, 1e-9);
        Assert.Equal("red (1)", report.Classes![0].Mistakes(3));
        Assert.Equal(("pictures/blue/reddish.png", "blue", "pictures/red/1.png"), (report.Worst![0].Query, report.Worst[0].Class, report.Worst[0].Hits[0].Key));
        Assert.DoesNotContain(report.Worst, query => query.Hits.Any(hit => hit.Key == query.Query));
        Assert.Equal(["1 picture lies in no sub-folder and is left out.", "1 sub-folder has one picture only, which finds none of its own and does not search."], told);
    }

    [Fact]
    public async Task A_folder_without_two_classes_is_refused_with_what_to_do()
    {
        using PhotoIndex made = await PhotoIndex.CreateAsync(("red/1.png", Plain(200, 0, 0)), ("red/2.png", Plain(210, 0, 0)), ("1.png", Plain(0, 0, 200)));
        IndexException fault = await Assert.ThrowsAsync<IndexException>(() => FolderClasses.ReadAsync(made.Index, null, null, _ => { }, Token));
        Assert.Contains("at least 2 sub-folders with at least 2 indexed pictures each, found 1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_queries_are_spread_over_all_pictures_and_search_among_all_others()
    {
        using PhotoIndex made = await PhotoIndex.CreateAsync([.. Enumerable.Range(0, 8).Select(i => ($"{(i < 4 ? "a" : "b")}/{i}.png", Plain((byte)(i * 30), 0, 0)))]);
        LabelledVectors vectors = await FolderClasses.ReadAsync(made.Index, folder: null, queries: 4, _ => { }, Token);
        Assert.Equal(["pictures/a/0.png", "pictures/a/2.png", "pictures/b/4.png", "pictures/b/6.png"], vectors.Queries);
        Assert.Equal(7, LabelledMeasure.Run(vectors, DistanceMetric.Euclidean, 0, null, Token).Database);
    }

    private static byte[] Plain(byte red, byte green, byte blue) => PhotoIndex.Plain(8, 8, red, green, blue);
}
