using System.Globalization;
using Lookalike.Imaging.Reading;
using Lookalike.Models;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Objectives;

/// <summary>What to train anew with, so that a model copes better with a change: settings as data, which a program words.</summary>
internal static class RecipeAdvice
{
    /// <summary>A latent of this size and more is no larger than it was for want of it.</summary>
    private const int LargeLatent = 128;

    /// <summary>What changes how a picture lies in the padded square, and so moves all of it. Stretched to the square it stays where it is.</summary>
    private static readonly HashSet<string> MovedByPadding = ["letterbox", "frame", "squareCrop", "turned", "caption"];

    /// <summary>Settings that would be others than the model's; none that it was trained with already.</summary>
    /// <param name="model">The model.</param>
    /// <param name="change">The change of copies that it copes worst with, as reports call it; null where it is no single one.</param>
    /// <returns>
    /// <c>latent</c>, a range of <see cref="Augmentation"/> and <c>fit</c>, each with the value to set: at most these three, in this order.
    /// </returns>
    public static IEnumerable<(string Setting, string Value)> For(ModelMetadata model, string? change)
    {
        if (model.LatentSize < LargeLatent) yield return ("latent", $"{LargeLatent}");
        if (TrainingRecipe.FromJson(model.RecipeJson) is { } recipe && ObjectiveTable.Of(recipe.Objective).LearnsFromCopies
            && Range(recipe.Augmentation, change) is var (range, now, stronger) && now < stronger)
        {
            yield return (range, stronger.ToString(CultureInfo.InvariantCulture));
        }

        // Data sets are grey; what has colour was made of picture files, of any shape.
        bool padded = model.Preprocessing is { Channels: 3, Fit: PictureFit.Pad };
        if (padded && change is not null && MovedByPadding.Contains(change)) yield return ("fit", "stretch");
    }

    /// <summary>The range of training's own changes that is like a change, how far it goes, and how far it should go.</summary>
    private static (string Range, double Now, double Stronger)? Range(Augmentation now, string? change) => change switch
    {
        "shifted" => ("shift", now.Shift, 0.1),
        "cropped" or "strongCrop" or "squareCrop" => ("crop", now.Crop, 0.5),
        "turned" => ("rotation", now.Rotation, 15),
        "brightness" or "darker" => ("brightness", now.Brightness, 0.6),
        _ => null,
    };
}
