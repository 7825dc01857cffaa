using System.Text.Json;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Evaluating.LabelFree.Changes;
using Lookalike.Cli.Commands;
using Lookalike.Cli.Faults;
using Lookalike.Cli.Output;
using Lookalike.Core;
using Lookalike.Imaging.Reading;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Recipes;

namespace Lookalike.Cli.Tests.Commands;

public sealed class LabelFreeTextTests
{
    private const string Verdict = "Falls behind. Look at its hits before you judge.";

    [Fact]
    public void The_table_has_a_row_for_each_change_and_a_column_for_each_kind_of_vectors()
    {
        string[] lines = Print(Report(untrained: true));

        Assert.Equal("200 images, each copied with 15 changes, searched for among 10,000 (recall@1)", lines[0]);
        Assert.Equal("               model    pixels histogram projection untrained   pHash   dHash", lines[1]);
        Assert.Equal("recall@1       0.500     0.500     0.500      0.500     0.500   0.500   0.500", lines[2]);
        Assert.Equal("MRR            0.600     0.600     0.600      0.600     0.600   0.600   0.600", lines[3]);
        Assert.Equal(Enum.GetValues<CopyChange>().Select(change => change.Word()), lines[4..19].Select(line => line.Split(' ')[0]));
        Assert.Equal("metric     euclidean euclidean manhattan  euclidean euclidean hamming hamming", lines[19]);
        Assert.Equal([Verdict, ""], lines[20..]);
    }

    [Fact]
    public void Without_an_untrained_encoder_its_column_is_left_out() =>
        Assert.Equal(["model", "pixels", "histogram", "projection", "pHash", "dHash"], Print(Report(untrained: false))[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_line_above_the_verdict_is_wider_than_a_terminal(bool untrained) =>
        Assert.All(Print(Report(untrained)).SkipLast(2), line => Assert.InRange(line.Length, 1, 80));

    [Fact]
    public void In_JSON_the_changes_are_an_object_with_each_by_its_name_in_order()
    {
        JsonElement json = JsonSerializer.SerializeToElement(Report(untrained: true), CliJson.Default.LabelFreeReport);

        Assert.Equal(Enum.GetValues<CopyChange>().Select(change => change.Word()), json.GetProperty("changes").EnumerateObject().Select(change => change.Name));
        Assert.Equal(0.5, json.GetProperty("changes").GetProperty("strongCrop").GetProperty("recallAt1").GetDouble());
        Assert.Equal(
            ["rawPixels", "histogram", "randomProjection", "untrainedEncoder", "perceptualHash", "differenceHash"],
            json.GetProperty("baselines").EnumerateObject().Select(baseline => baseline.Name));
    }

    [Theory]
    [InlineData("strongCrop", 0.3, "--epochs or a larger --budget, or --latent 128, or --crop 0.5")]
    [InlineData("strongCrop", 0.5, "--epochs or a larger --budget, or --latent 128")]
    [InlineData("letterbox", 0.3, "--epochs or a larger --budget, or --latent 128, or --fit stretch")]
    [InlineData("watermark", 0.3, "--epochs or a larger --budget, or --latent 128")]
    public void The_verdict_names_options_that_the_model_was_not_trained_with(string change, double crop, string options)
    {
        using var scratch = new Scratch();
        Model(crop).Save(scratch["m.onnx"]);

        LabelFreeReport worded = LabelFreeText.Worded(Report(untrained: true, new Remedy(RemedyKind.ImproveModel, change)), scratch["m.onnx"])!;

        Assert.Equal($"{Verdict.TrimEnd('.')}. Train with {options}; look at hits with: lookalike search --sample 10 --montage hits.png", worded.Verdict);
        Assert.Null(worded.Remedy);
    }

    [Fact]
    public void A_verdict_without_a_remedy_stays_as_it_is_and_needs_no_model()
    {
        LabelFreeReport report = Report(untrained: true);
        Assert.Same(report, LabelFreeText.Worded(report, "nowhere.onnx"));
        Assert.Null(LabelFreeText.Worded((LabelFreeReport?)null, "nowhere.onnx"));
        Assert.EndsWith(
            "Train with --epochs or a larger --budget; look at hits with: lookalike search --sample 10 --montage hits.png",
            RemedyText.Append("Do this.", new Remedy(RemedyKind.ImproveModel, "strongCrop"), model: null),
            StringComparison.Ordinal);
    }

    private static string[] Print(LabelFreeReport report)
    {
        using var printed = new Printed();
        LabelFreeText.Write(report, printed.Terminal.Output);
        return printed.Output.Split('\n');
    }

    private static LabelFreeReport Report(bool untrained, Remedy? remedy = null)
    {
        var baselines = new LabelFreeBaselines
        {
            RawPixels = Scores("raw pixels", "euclidean"),
            Histogram = Scores("colour histogram", "manhattan"),
            RandomProjection = Scores("random projection", "euclidean"),
            UntrainedEncoder = untrained ? Scores("untrained encoder", "euclidean") : null,
            PerceptualHash = Scores("pHash", "hamming"),
            DifferenceHash = Scores("dHash", "hamming"),
        };
        CopyScores model = Scores("model", "euclidean");
        return new LabelFreeReport(model.Changes, baselines)
        {
            Vectors = model.Vectors,
            Metric = model.Metric,
            RecallAt1 = model.RecallAt1,
            MeanReciprocalRank = model.MeanReciprocalRank,
            Verdict = Verdict,
            Remedy = remedy,
            Queries = 200,
            Database = 10_000,
        };
    }

    private static CopyScores Scores(string vectors, string metric)
    {
        var changes = new OrderedDictionary<string, CopyScore>();
        foreach (CopyChange change in Enum.GetValues<CopyChange>()) changes.Add(change.Word(), new CopyScore { RecallAt1 = 0.5, MeanReciprocalRank = 0.6 });
        return new CopyScores(changes) { Vectors = vectors, Metric = metric, RecallAt1 = 0.5, MeanReciprocalRank = 0.6 };
    }

    /// <summary>A model of padded colour pictures, whose copies were cut out so far.</summary>
    private static ModelFile Model(double crop)
    {
        var recipe = new TrainingRecipe { Objective = Objective.Denoising, Augmentation = new Augmentation { Crop = crop } };
        var network = new Network { Encoder = [new FlattenLayer()], Decoder = [new ReshapeLayer { Channels = 3, Height = 2, Width = 2 }] };
        var preprocessing = new Preprocessing { Channels = 3, Height = 2, Width = 2, Fit = PictureFit.Pad };
        return ModelFile.Create(network, preprocessing, recipe.ToJson(), "{}");
    }
}
