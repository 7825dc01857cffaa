using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Core;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

public sealed class LabelFreeVerdictTests
{
    private const string Caveat = " A model that puts images of one kind together gives some of this up for it: look at its hits before you judge.";

    [Fact]
    public void A_model_that_finds_more_is_said_to_beat_the_best_baseline_and_by_how_much()
    {
        Assert.Equal(
            "Your model beats the best simple baseline (raw pixels) by 0.12 recall@1: from a changed copy it finds the image first 0.93 of the time, the baseline 0.81.",
            Verdict(SampleScores.Of("model", 0.93), SampleScores.Of("raw pixels", 0.81), SampleScores.Of("grey histogram", 0.4)));
    }

    [Fact]
    public void A_model_that_finds_less_is_told_where_it_falls_behind_and_what_to_do()
    {
        Assert.Equal(
            "Your model does not beat the best simple baseline at finding the very image from a changed copy: raw pixels 0.93 recall@1, your model 0.88. It falls behind most on strongCrop copies (0.60 against 0.93). "
            + "Train longer or with a larger latent." + Caveat,
            Verdict(SampleScores.Of("model", 0.9, "strongCrop", 0.6), SampleScores.Of("random projection", 0.7), SampleScores.Of("raw pixels", 0.93)));
    }

    [Fact]
    public void The_change_that_a_model_copes_worst_with_is_named_as_data_too()
    {
        (string verdict, Remedy? remedy) = Judge.Write(SampleScores.Of("model", 0.9, "noise", 0.1), [SampleScores.Of("raw pixels", 0.9)]);
        Assert.Equal((RemedyKind.ImproveModel, "noise"), (remedy!.Kind, Assert.Single(remedy.Arguments)));
        Assert.EndsWith("on noise copies (0.10 against 0.90). Train longer or with a larger latent." + Caveat, verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lead_of_less_than_one_in_a_hundred_counts_as_none()
    {
        Assert.Equal(
            "Your model does not beat the best simple baseline at finding the very image from a changed copy: raw pixels 0.80 recall@1, your model 0.81. Train longer or with a larger latent." + Caveat,
            Verdict(SampleScores.Of("model", 0.8095), SampleScores.Of("raw pixels", 0.80)));
    }

    [Fact]
    public void Where_both_find_everything_the_changes_are_said_to_be_too_mild()
    {
        Assert.Equal(
            "Your model does not beat the best simple baseline, and hardly could (raw pixels 1.00 recall@1, your model 1.00): these changes are too mild for these images to tell the two apart.",
            Verdict(SampleScores.Of("model", 1), SampleScores.Of("raw pixels", 1)));
    }

    [Fact]
    public void Fewer_than_a_hundred_images_are_said_to_say_little()
    {
        CopyScores[] baselines = [SampleScores.Of("raw pixels", 0.8)];
        string many = new LabelFreeVerdict(30, 100, 64).Write(SampleScores.Of("model", 0.9), baselines).Text;
        string few = new LabelFreeVerdict(30, 99, 64).Write(SampleScores.Of("model", 0.9), baselines).Text;
        Assert.EndsWith("the baseline 0.80.", many, StringComparison.Ordinal);
        Assert.Equal(many + " Only 99 images were ranked: so few say little.", few);
    }

    [Fact]
    public void Fewer_than_thirty_copied_images_judge_nothing_whatever_they_score()
    {
        (string text, Remedy? remedy) = new LabelFreeVerdict(29, 1000, 64).Write(SampleScores.Of("model", 0.1), [SampleScores.Of("raw pixels", 0.9)]);
        Assert.Equal(("29 images are too few to judge the model by: expected at least 30.", null), (text, remedy));
    }

    [Theory]
    [InlineData(127, "Train longer or with a larger latent.")]
    [InlineData(128, "Train longer.")]
    public void A_latent_that_is_large_already_is_not_to_be_larger(int latent, string advice) =>
        Assert.Contains($" {advice} A model", new LabelFreeVerdict(200, 1000, latent).Write(SampleScores.Of("model", 0.1), [SampleScores.Of("raw pixels", 0.9)]).Text, StringComparison.Ordinal);

    [Fact]
    public void A_hash_can_be_the_best_baseline() =>
        Assert.Contains("baseline (pHash) by 0.10", Verdict(SampleScores.Of("model", 0.8), SampleScores.Of("raw pixels", 0.6), SampleScores.Of("pHash", 0.7)), StringComparison.Ordinal);

    private static LabelFreeVerdict Judge => new(queries: 200, database: 1000, latentSize: 64);

    private static string Verdict(CopyScores model, params CopyScores[] baselines) => Judge.Write(model, baselines).Text;

    [Fact]
    public void An_imported_encoder_is_not_advised_to_train_longer()
    {
        (string text, Remedy? remedy) = new LabelFreeVerdict(200, 1000, 64) { IsImported = true }.Write(SampleScores.Of("model", 0.1), [SampleScores.Of("raw pixels", 0.9)]);

        Assert.Contains("Take another encoder, or train a model on these images. A model", text, StringComparison.Ordinal);
        Assert.Null(remedy);
    }
}
