using Lookalike.Training.Costs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Budget;

/// <summary>What a recipe takes on some images, in seconds: the sums over <see cref="StepCosts"/>. Immutable.</summary>
/// <param name="recipe">The recipe.</param>
/// <param name="images">The images to train on, at least one batch.</param>
/// <param name="validation">The images to validate with.</param>
/// <param name="costs">What its parts take.</param>
internal sealed class RunCosts(TrainingRecipe recipe, int images, int validation, StepCosts costs)
{
    private readonly ObjectiveCosts _objective = ObjectiveTable.Of(recipe.Objective).CostsOf(recipe, images, costs);

    /// <summary>Steps of an epoch.</summary>
    public int Steps => recipe.StepsFor(images);

    /// <summary>The rounds that are taken if none is left out.</summary>
    public int Rounds => _objective.Rounds;

    /// <summary>What is needed before the first step.</summary>
    public double Start => _objective.Start;

    /// <summary>The first stage, with its measurement.</summary>
    private double WarmUp => (recipe.Epochs * Epoch(StageKind.Whole)) + Measure;

    /// <summary>What a round needs before its first step: codes, graph and targets.</summary>
    public double Graph => _objective.Graph;

    /// <summary>A round, with its graph and its measurement.</summary>
    public double Round => Graph + (recipe.RoundEpochs * Epoch(StageKind.Round)) + Measure;

    /// <summary>The decoder's stage.</summary>
    public double Decoder => _objective.DecoderStart + (_objective.DecoderEpochs * Epoch(StageKind.Decoder));

    /// <summary>What follows the steps of a stage: encoding all images, comparing changed copies with them.</summary>
    public double Measure => _objective.Measure;

    /// <summary>What does not depend on how long is trained: all that is done once for each image, and one graph if there are rounds.</summary>
    public double Fixed =>
        Start + Measure + _objective.DecoderStart + (Rounds > 0 ? Graph + Measure : 0);

    /// <summary>The whole run.</summary>
    public double Total => Start + WarmUp + (Rounds * Round) + Decoder;

    /// <summary>One step of a stage.</summary>
    public double Step(StageKind kind) =>
        (costs.StepFixed + (recipe.BatchSize * costs.StepPerImage)) * (kind == StageKind.Decoder ? costs.DecoderShare : 1);

    /// <summary>The end of an epoch: validation and checkpoint.</summary>
    public double EpochEnd => (validation * costs.ValidatePerImage) + costs.WriteCheckpoint;

    /// <summary>What has to be left when the steps of a stage end, for the model to be whole: of the rounds the first alone, which is worth most.</summary>
    public double After(StageKind kind) => kind switch
    {
        StageKind.Whole => Measure + (Rounds > 0 ? Round : 0) + Decoder,
        StageKind.Round => Measure + Decoder,
        _ => 0,
    };

    private double Epoch(StageKind kind) => (Steps * Step(kind)) + EpochEnd;
}
