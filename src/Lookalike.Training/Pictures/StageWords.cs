using Lookalike.Training.Results;

namespace Lookalike.Training.Pictures;

/// <summary>What happens in each stage of training, in words for people who look at a plot.</summary>
internal static class StageWords
{
    private static readonly (string Begins, string Name, string Says)[] Words =
    [
        ("reconstruction", "reconstruction", "encoder and decoder learn together to draw each image from its latent"),
        ("denoising", "denoising", "the encoder learns by drawing an image from a changed copy of it"),
        ("warm-up", "warm-up", "the encoder begins by drawing an image from a changed copy of it"),
        ("round", "round", "the encoder learns its own latents, averaged over each image's neighbours"),
        ("contrastive", "contrastive", "the encoder learns which changed copies are of one image"),
        ("distillation", "distillation", "the encoder learns the teacher's latents and neighbours, from changed copies"),
        ("decoder", "decoder", "the encoder is finished; the decoder learns to draw from its latents"),
    ];

    /// <summary>A line for each kind of stage of a run, in order.</summary>
    public static IEnumerable<string> Of(TrainingHistory history) => Words
        .Where(word => history.Epochs.Any(epoch => epoch.Stage.StartsWith(word.Begins, StringComparison.Ordinal)))
        .Select(word => $"{word.Name}: {word.Says}");
}
