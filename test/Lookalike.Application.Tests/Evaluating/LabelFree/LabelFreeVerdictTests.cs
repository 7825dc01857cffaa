using Lookalike.Application.Evaluating.LabelFree;

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
            "Your model does not beat the best simple baseline at finding the very image from a changed copy: raw pixels 0.93 recall@1, your model 0.84. It falls behind most on brightness copies (0.60 against 0.93). "
            + "Train longer or with a larger latent, or with copies of other brightness." + Caveat,
            Verdict(SampleScores.Of("model", 0.9, "brightness", 0.6), SampleScores.Of("random projection", 0.7), SampleScores.Of("raw pixels", 0.93)));
    }

    [Fact]
    public void A_change_that_training_cannot_make_itself_is_named_without_such_an_advice()
    {
        string verdict = Verdict(SampleScores.Of("model", 0.9, "noise", 0.1), SampleScores.Of("raw pixels", 0.9));
        Assert.Equal(["noise"], LabelFreeVerdict.Write(SampleScores.Of("model", 0.9, "noise", 0.1), [SampleScores.Of("raw pixels", 0.9)], 1000).Remedy!.Arguments);
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
        string many = LabelFreeVerdict.Write(SampleScores.Of("model", 0.9), baselines, 100).Text, few = LabelFreeVerdict.Write(SampleScores.Of("model", 0.9), baselines, 99).Text;
        Assert.EndsWith("the baseline 0.80.", many, StringComparison.Ordinal);
        Assert.Equal(many + " Only 99 images were ranked: so few say little.", few);
    }

    private static string Verdict(CopyScores model, params CopyScores[] baselines) => LabelFreeVerdict.Write(model, baselines, 1000).Text;
}
