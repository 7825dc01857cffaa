using Lookalike.Core;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>Says in plain words what the scores of a model and of the baselines mean.</summary>
internal static class LabelFreeVerdict
{
    /// <summary>A lead below this counts as none: one image in a hundred changes with the seed.</summary>
    private const double Margin = 0.01;

    /// <summary>What these scores do not say: the search for a very image and the search for its kind pull a model in two directions.</summary>
    private const string Caveat = "A model that puts images of one kind together gives some of this up for it: "
        + "look at its hits before you judge.";

    /// <summary>Among fewer images than this nearly everything finds its own.</summary>
    private const int Few = 100;

    /// <summary>Writes the verdict.</summary>
    /// <param name="model">The model's scores.</param>
    /// <param name="baselines">The others; at least one.</param>
    /// <param name="database">The images that were ranked.</param>
    /// <returns>The verdict, and what would better it; null where nothing need be.</returns>
    public static (string Text, Remedy? Remedy) Write(CopyScores model, IReadOnlyList<CopyScores> baselines, int database)
    {
        (string text, Remedy? remedy) = Write(model, baselines);
        return (text + (database < Few ? $" Only {database} images were ranked: so few say little." : ""), remedy);
    }

    private static (string Text, Remedy? Remedy) Write(CopyScores model, IReadOnlyList<CopyScores> baselines)
    {
        CopyScores best = baselines.MaxBy(b => b.RecallAt1)!;
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
        (string advice, Remedy remedy) = Advice(model, best);
        return ($"Your model does not beat the best simple baseline at finding the very image from a changed copy: {scores}. {advice} {Caveat}", remedy);
    }

    private static (string Text, Remedy Remedy) Advice(CopyScores model, CopyScores best)
    {
        var changes = model.Changes.ToList().Zip(
            best.Changes.ToList(), (own, other) => (Name: own.Key, Own: own.Value.RecallAt1, Other: other.Value.RecallAt1));
        (string name, double own, double others) = changes.MaxBy(c => c.Other - c.Own);
        const string train = "Train longer or with a larger latent";
        if (own >= others) return ($"{train}.", new Remedy(RemedyKind.ImproveModel));
        string copies = name switch
        {
            "shifted" => ", or with copies that move further",
            "cropped" => ", or with copies that are cut out",
            "brightness" => ", or with copies of other brightness",
            _ => "",
        };
        return ($"It falls behind most on {name} copies ({own:0.00} against {others:0.00}). {train}{copies}.", new Remedy(RemedyKind.ImproveModel, name));
    }

    private static double Rounded(double value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
