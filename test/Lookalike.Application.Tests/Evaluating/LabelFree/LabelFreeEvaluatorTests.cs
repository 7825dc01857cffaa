using System.Text.Json;
using Lookalike.Application.Encoders;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Index;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

public sealed class LabelFreeEvaluatorTests
{
    [Theory]
    [InlineData(1, "grey histogram")]
    [InlineData(3, "colour histogram")]
    public async Task A_model_that_passes_pixels_through_scores_exactly_as_raw_pixels_do(int channels, string histogram)
    {
        ImageSet set = SampleIndex.Images("drawn/train", 40, channels, 8, 10);
        using SampleIndex made = await SampleIndex.OfPixelsAsync(set);

        LabelFreeReport report = await made.EvaluateAsync(seed: 1, set);

        Assert.Equal((report.RecallAt1, report.MeanReciprocalRank), (report.Baselines.RawPixels.RecallAt1, report.Baselines.RawPixels.MeanReciprocalRank));
        Assert.Equal(JsonSerializer.Serialize(report.Changes), JsonSerializer.Serialize(report.Baselines.RawPixels.Changes));
        Assert.Equal(1, report.Changes["noise"].RecallAt1);
        Assert.Equal(["raw pixels", histogram, "random projection", "untrained encoder", "pHash", "dHash"], report.Baselines.ToList().Select(b => b.Vectors));
        Assert.Equal(["euclidean", "manhattan", "euclidean", "euclidean", "hamming", "hamming"], report.Baselines.ToList().Select(b => b.Metric));
        Assert.Equal((40, 40, "model", "euclidean"), (report.Queries, report.Database, report.Vectors, report.Metric));
    }

    [Fact]
    public async Task The_mean_over_the_changes_is_the_score()
    {
        ImageSet set = SampleIndex.Images("drawn/train", 30, 1, 6, 6);
        using SampleIndex made = await SampleIndex.OfPixelsAsync(set);

        LabelFreeReport report = await made.EvaluateAsync(seed: 1, set);

        foreach (CopyScores scores in (CopyScores[])[report, .. report.Baselines.ToList()])
        {
            Assert.Equal(scores.Changes.Average(c => c.Value.RecallAt1), scores.RecallAt1, 1e-12);
            Assert.Equal(scores.Changes.Average(c => c.Value.MeanReciprocalRank), scores.MeanReciprocalRank, 1e-12);
            Assert.All(scores.Changes, c => Assert.InRange(c.Value.RecallAt1, 0, c.Value.MeanReciprocalRank));
        }
    }

    [Fact]
    public async Task A_model_that_gives_every_image_one_latent_ranks_by_position_and_is_told_that_it_beats_nothing()
    {
        ImageSet set = SampleIndex.Images("drawn/train", 40, 1, 8, 8);
        using SampleIndex made = await SampleIndex.OfNothingAsync(set);

        LabelFreeReport report = await made.EvaluateAsync(seed: 1, set);

        Assert.All(report.Changes, c => Assert.Equal(1.0 / 40, c.Value.RecallAt1));
        Assert.Equal(Enumerable.Range(1, 40).Average(rank => 1.0 / rank), report.MeanReciprocalRank, 1e-12);
        Assert.StartsWith("Your model does not beat the best simple baseline", report.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_numbers()
    {
        ImageSet set = SampleIndex.Images("drawn/train", 520, 1, 4, 4);
        using SampleIndex made = await SampleIndex.OfPixelsAsync(set);

        LabelFreeReport first = await made.EvaluateAsync(seed: 5, set), second = await made.EvaluateAsync(seed: 5, set), other = await made.EvaluateAsync(seed: 6, set);

        Assert.Equal(Numbers(first), Numbers(second));
        Assert.NotEqual(Numbers(first), Numbers(other));
        Assert.Equal((200, 520, 5), (first.Queries, first.Database, first.Seed));

        static string Numbers(LabelFreeReport report) => JsonSerializer.Serialize(new { report.RecallAt1, report.MeanReciprocalRank, report.Changes, report.Baselines });
    }

    [Fact]
    public async Task Two_images_are_enough_and_one_is_not()
    {
        ImageSet two = SampleIndex.Images("drawn/train", 2, 1, 1, 3), one = SampleIndex.Images("drawn/test", 1, 1, 1, 3, seed: 2);
        using SampleIndex made = await SampleIndex.OfPixelsAsync(two, one);

        LabelFreeReport report = await made.EvaluateAsync(seed: 1, two);
        Assert.Equal((2, 2), (report.Queries, report.Database));
        Assert.All(report.Changes, c => Assert.InRange(c.Value.MeanReciprocalRank, 0.5, 1));

        var e = await Assert.ThrowsAsync<IndexException>(() => made.EvaluateAsync(seed: 1, one));
        Assert.Contains("too few images of drawn/test: expected at least 2, found 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_of_all_sets_that_are_named_are_ranked_together()
    {
        ImageSet train = SampleIndex.Images("drawn/train", 6, 1, 4, 4), test = SampleIndex.Images("drawn/test", 3, 1, 4, 4, seed: 2);
        using SampleIndex made = await SampleIndex.OfPixelsAsync(train, test);

        Assert.Equal(9, (await made.EvaluateAsync(seed: 1, train, test)).Database);
        Assert.Equal(3, (await made.EvaluateAsync(seed: 1, test)).Database);
    }

    [Fact]
    public async Task Images_that_have_changed_since_they_were_indexed_are_refused()
    {
        ImageSet set = SampleIndex.Images("drawn/train", 4, 1, 4, 4);
        using SampleIndex made = await SampleIndex.OfPixelsAsync(set);

        byte[] changed = set.Pixels.ToArray();
        changed[^1] ^= 1;
        var e = await Assert.ThrowsAsync<IndexException>(() => made.EvaluateAsync(seed: 1, new ImageSet(set.Name, set.Shape, changed)));
        Assert.Contains("drawn/train/00003", e.Message, StringComparison.Ordinal);

        e = await Assert.ThrowsAsync<IndexException>(() => made.EvaluateAsync(seed: 1, set.Slice(0, 3)));
        Assert.Equal((RemedyKind.Index, "drawn"), (e.Remedy!.Kind, e.Remedy.Arguments[1]));
    }

    [Fact]
    public async Task Progress_rises_to_one_and_a_cancelled_measurement_stops()
    {
        ImageSet set = SampleIndex.Images("drawn/train", 5, 1, 4, 4);
        using SampleIndex made = await SampleIndex.OfPixelsAsync(set);
        var told = new List<Progress>();
        CancellationToken token = TestContext.Current.CancellationToken;

        await new LabelFreeEvaluator(new EncoderSource(made.File), new ProgressHook<Progress>(told.Add)) { Metric = DistanceMetric.Cosine }.EvaluateAsync(made.Index, [set], token);
        string[] vectors = ["model", "raw pixels", "grey histogram", "random projection", "untrained encoder", "pHash", "dHash"];
        Assert.Equal(vectors.Select(name => $"searching with changed copies ({name})"), told.Select(t => t.Stage).Distinct());
        Assert.Equal(told.Select(t => t.Done).Order(), told.Select(t => t.Done));
        Assert.Single(told.Select(t => t.Total).Distinct());
        Assert.Equal(told[^1].Total, told[^1].Done);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new LabelFreeEvaluator(new EncoderSource(made.File), progress: null).EvaluateAsync(made.Index, [set], new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Images_without_an_index_score_as_the_same_images_in_one_do()
    {
        ImageSet set = SampleIndex.Images("drawn/train", 30, 1, 6, 6);
        using SampleIndex made = await SampleIndex.OfPixelsAsync(set);

        LabelFreeReport indexed = await made.EvaluateAsync(seed: 3, set);
        LabelFreeReport plain = new LabelFreeEvaluator(new EncoderSource(made.File), progress: null) { Seed = 3 }.Evaluate(set, others: null, TestContext.Current.CancellationToken);

        Assert.Equal(JsonSerializer.Serialize(new { indexed.Changes, indexed.Baselines, indexed.Verdict }), JsonSerializer.Serialize(new { plain.Changes, plain.Baselines, plain.Verdict }));
    }

    [Fact]
    public void Only_held_out_images_are_copied_and_all_are_ranked()
    {
        ImageSet all = SampleIndex.Images("drawn", 50, 3, 4, 5);
        ImageSet held = all.Select([3, 17, 40]), others = all.Select([.. Enumerable.Range(0, 50).Except([3, 17, 40])]);
        var evaluator = new LabelFreeEvaluator(new EncoderSource(SampleIndex.Pixels(all)), progress: null);

        LabelFreeReport report = evaluator.Evaluate(held, others, TestContext.Current.CancellationToken);

        Assert.Equal((3, 50), (report.Queries, report.Database));
        Assert.Equal(1, report.Changes["noise"].RecallAt1);
        Assert.Equal(3, evaluator.Evaluate(held, held, TestContext.Current.CancellationToken).Database);
    }

    [Fact]
    public void Of_more_images_than_are_wanted_some_are_copied_and_ranked_and_every_copied_one_is_among_them()
    {
        ImageSet held = SampleIndex.Images("held", 40, 1, 4, 4), others = SampleIndex.Images("others", 200, 1, 4, 4, seed: 2);
        var evaluator = new LabelFreeEvaluator(new EncoderSource(SampleIndex.Pixels(held)), progress: null) { Queries = 10, Database = 60 };

        LabelFreeReport report = evaluator.Evaluate(held, others, TestContext.Current.CancellationToken);

        Assert.Equal((10, 60), (report.Queries, report.Database));
        Assert.Equal(1, report.Changes["noise"].RecallAt1);
        Assert.Equal((2, 2), Counts(new LabelFreeEvaluator(new EncoderSource(SampleIndex.Pixels(held)), progress: null) { Database = 2 }.Evaluate(held, others, TestContext.Current.CancellationToken)));

        static (int, int) Counts(LabelFreeReport r) => (r.Queries, r.Database);
    }

    [Fact]
    public void Images_in_a_mapped_file_score_as_those_in_memory_do()
    {
        using var scratch = new Scratch();
        ImageSet memory = SampleIndex.Images("drawn", 12, 1, 5, 5);
        File.WriteAllBytes(scratch["p"], memory.Pixels.ToArray());
        using var pixels = new MappedPixels(scratch["p"], 0, memory.Pixels.Length);
        var evaluator = new LabelFreeEvaluator(new EncoderSource(SampleIndex.Pixels(memory)), progress: null);

        LabelFreeReport mapped = evaluator.Evaluate(new ImageSet("drawn", new PixelShape(1, 5, 5), pixels), others: null, TestContext.Current.CancellationToken);

        LabelFreeReport expected = evaluator.Evaluate(memory, others: null, TestContext.Current.CancellationToken);
        Assert.Equal(JsonSerializer.Serialize(expected.Baselines), JsonSerializer.Serialize(mapped.Baselines));
    }

    [Theory]
    [InlineData(1, "1 image is too few to judge the model by: expected at least 30.")]
    [InlineData(29, "29 images are too few to judge the model by: expected at least 30.")]
    public void A_model_is_not_judged_by_fewer_than_thirty_copied_images(int count, string verdict)
    {
        ImageSet images = SampleIndex.Images("drawn", count + 1, 3, 8, 8);
        LabelFreeReport report = new LabelFreeEvaluator(new EncoderSource(SampleIndex.Nothing(images)), progress: null)
            .Evaluate(images.Slice(0, count), images.Slice(count, 1), TestContext.Current.CancellationToken);

        Assert.Equal((count, count + 1, verdict, null), (report.Queries, report.Database, report.Verdict, report.Remedy));
    }

    [Fact]
    public void Only_images_of_colour_are_made_grey()
    {
        ImageSet grey = SampleIndex.Images("drawn", 3, 1, 8, 8), colour = SampleIndex.Images("drawn", 3, 3, 8, 8);

        string[] ofColour = [.. Changes(colour)];
        Assert.Equal(
            [
                "shifted", "cropped", "brightness", "noise", "jpeg", "caption", "frame", "letterbox", "screenshot", "strongCrop", "squareCrop", "turned", "grey",
                "darker", "watermark",
            ],
            ofColour);
        Assert.Equal(ofColour.Except(["grey"]), Changes(grey));

        static IEnumerable<string> Changes(ImageSet set) =>
            new LabelFreeEvaluator(new EncoderSource(SampleIndex.Pixels(set)), progress: null).Evaluate(set, others: null, TestContext.Current.CancellationToken).Changes.Keys;
    }

    [Fact]
    public void One_image_and_images_of_another_shape_are_refused()
    {
        ImageSet one = SampleIndex.Images("drawn", 1, 1, 8, 8);
        var evaluator = new LabelFreeEvaluator(new EncoderSource(SampleIndex.Pixels(one)), progress: null);

        var e = Assert.Throws<ArgumentException>(() => evaluator.Evaluate(one, others: null, TestContext.Current.CancellationToken));
        Assert.Contains("at least 2 images", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<ArgumentException>(() => evaluator.Evaluate(SampleIndex.Images("wide", 2, 1, 4, 16), one, TestContext.Current.CancellationToken));
        Assert.Contains("1x8x8; wide has 1x4x16", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_untrained_encoder_that_finds_more_than_the_model_is_the_best_baseline()
    {
        // The model gives every image one latent; its layers with random weights tell images apart.
        ImageSet set = SampleIndex.Images("drawn", 8, 1, 8, 8);
        LabelFreeReport report = new LabelFreeEvaluator(new EncoderSource(SampleIndex.Nothing(set)), progress: null).Evaluate(set, others: null, TestContext.Current.CancellationToken);

        Assert.Equal(1.0 / 8, report.Changes["noise"].RecallAt1);
        Assert.True(report.Baselines.UntrainedEncoder!.Changes["noise"].RecallAt1 > 0.5);
    }

    [Fact]
    public async Task Pictures_of_a_folder_are_measured_by_their_files_and_those_left_out_are_named()
    {
        using PhotoIndex made = await PhotoIndex.CreateAsync([.. Enumerable.Range(0, 12).Select(i => ($"{i:00}.png", PhotoIndex.Noise(8, 8, i)))]);
        File.Delete(made.PathOf("03.png"));
        File.WriteAllBytes(made.PathOf("04.png"), PhotoIndex.Noise(8, 8, 99));
        var told = new List<Progress>();

        LabelFreeReport report = await new LabelFreeEvaluator(new EncoderSource(made.Model), new ProgressHook<Progress>(told.Add)).EvaluateFoldersAsync(made.Index, folder: null, TestContext.Current.CancellationToken);

        Assert.Equal((10, 10), (report.Queries, report.Database));
        Assert.Equal(JsonSerializer.Serialize(report.Baselines.RawPixels.Changes), JsonSerializer.Serialize(report.Changes));
        Assert.Equal([made.PathOf("03.png")], report.Failures.Select(f => f.Path));
        Assert.Equal([made.PathOf("04.png")], report.Changed);
        foreach (IGrouping<bool, Progress> work in told.GroupBy(t => t.Stage == "reading pictures"))
        {
            Assert.Equal(work.Select(t => t.Done).Order(), work.Select(t => t.Done));
            Assert.Equal(work.Last().Total, work.Last().Done);
        }
    }
}
