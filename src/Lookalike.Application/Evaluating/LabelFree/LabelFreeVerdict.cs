using Lookalike.Core;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>Says in plain words what the scores of a model and of the baselines mean.</summary>
/// <param name="queries">The images that were copied.</param>
/// <param name="database">The images that were ranked.</param>
/// <param name="latentSize">Values of the model's latent.</param>
internal sealed class LabelFreeVerdict(int queries, int database, int latentSize)
{
    /// <summary>The fewest copied images that a model is judged by: one more or less that is found is then 0.03 of a change's score.</summary>
    public const int MinQueries = 30;

    /// <summary>A larger latent is no advice from here on: what such a model does not see, more numbers do not show it.</summary>
    public const int LargeLatent = 128;

    /// <summary>A lead below this counts as none: one image in a hundred changes with the seed.</summary>
    private const double Margin = 0.01;

    /// <summary>What these scores do not say: the search for a very image and the search for its kind pull a model in two directions.</summary>
    private const string Caveat = "A model that puts images of one kind together gives some of this up for it: "
        + "look at its hits before you judge.";

    /// <summary>Among fewer images than this nearly everything finds its own.</summary>
    private const int Few = 100;

    /// <summary>Whether the model is somebody else's encoder: then training longer is no advice.</summary>
    public bool IsImported { get; init; }

    /// <summary>Writes the verdict.</summary>
    /// <param name="model">The model's scores.</param>
    /// <param name="baselines">The others; at least one.</param>
    /// <returns>The verdict, and what would better it; null where nothing need be, or nothing can be said.</returns>
    public (string Text, Remedy? Remedy) Write(CopyScores model, IReadOnlyList<CopyScores> baselines)
    {
        if (queries < MinQueries)
            return ($"{queries} {(queries == 1 ? "image is" : "images are")} too few to judge the model by: expected at least {MinQueries}.", null);
        (string text, Remedy? remedy) = Compare(model, baselines.MaxBy(b => b.RecallAt1)!);
        return (text + (database < Few ? $" Only {database} images were ranked: so few say little." : ""), remedy);
    }

    private (string Text, Remedy? Remedy) Compare(CopyScores model, CopyScores best)
    {
        double lead = model.RecallAt1 - best.RecallAt1;
        if (lead >= Margin)
        {
            return ($"Your model beats the best simple baseline ({best.Vectors}) by {Rounded(model.RecallAt1) - Rounded(best.RecallAt1):0.00} recall@1: "
                + $"from a changed copy it finds the image first {model.RecallAt1:0.00} of the time, the baseline {best.RecallAt1:0.00}.", null);
        }

        string scores = $"{best.Vectors} {best.RecallAt1:0.00} recall@1, your model {model.RecallAt1:0.00}";
        if (lead > -Margin && best.RecallAt1 >= 1 - Margin)
            return (
                $"Your model does not beat the best simple baseline, and hardly could ({scores}): " +
                    "these changes are too mild for these images to tell the two apart.",
                null);
        (string advice, Remedy? remedy) = Advice(model, best);
        return ($"Your model does not beat the best simple baseline at finding the very image from a changed copy: {scores}. {advice} {Caveat}", remedy);
    }

    /// <summary>With what the model was trained only the program knows that trained it: which changes it should learn is left to its words.</summary>
    private (string Text, Remedy? Remedy) Advice(CopyScores model, CopyScores best)
    {
        string train = latentSize < LargeLatent ? "Train longer or with a larger latent." : "Train longer.";
        var changes = model.Changes.Zip(best.Changes.Values, (own, other) => (Name: own.Key, Own: own.Value.RecallAt1, Other: other.RecallAt1));
        (string name, double own, double others) = changes.MaxBy(c => c.Other - c.Own);
        string behind = own >= others ? "" : $"It falls behind most on {name} copies ({own:0.00} against {others:0.00}). ";
        if (IsImported) return ($"{behind}Take another encoder, or train a model on these images.", null);
        return (behind + train, behind.Length == 0 ? new Remedy(RemedyKind.ImproveModel) : new Remedy(RemedyKind.ImproveModel, name));
    }

    private static double Rounded(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
