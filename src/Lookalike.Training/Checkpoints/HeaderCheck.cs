using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;

namespace Lookalike.Training.Checkpoints;

/// <summary>Checks what a checkpoint says of itself before anything is computed by it.</summary>
internal static class HeaderCheck
{
    /// <summary>More than any machine has; each would be made.</summary>
    private const int MaxThreads = 4096;

    /// <summary>Some thirty years.</summary>
    private const double MaxSeconds = 1e9;

    private const int MaxStages = TrainingRecipe.MaxRounds + 2;
    private const int MaxGraphNeighbours = 1000;
    private const int MaxSmoothing = 100_000;

    /// <summary>What is wrong, as expected and found; null where nothing is.</summary>
    public static string? Find(CheckpointHeader header)
    {
        if (FindMissing(header) is { } missing) return $"expected a value for '{missing}' in its header, found none";
        if (FindRecipeFault(header.Recipe) is { } fault) return fault;
        (string Name, bool IsRight)[] checks =
        [
            ("imageCount", header.ImageCount > 0),
            ("sample", header.Sample is null || (header.Sample > 0 && header.Sample <= header.ImageCount)),
            ("validationSample", header.ValidationSample is null or > 0),
            ("budget", header.Budget is null || (header.Budget > 0 && IsTime(header.Budget.Value))),
            ("budgetSpent", IsTime(header.BudgetSpent)),
            ("threads", header.Threads is > 0 and <= MaxThreads),
            ("schedule", header.Schedule is null or { Steps: > 0, From: >= 0, Progress: >= 0 and <= 1 } && !(header.Schedule?.From >= header.Schedule?.Steps)),
            ("stages", header.Stages.Count <= MaxStages && header.Stages.Select((stage, i) => IsSound(header.Recipe, stage, i)).All(sound => sound)),
            ("stageEpoch", header.StageEpoch >= 0 && header.StageEpoch <= header.Epochs.Count),
            ("step", header.Step >= 0 && (header.Step == 0 || header.Schedule is not null)),
            ("lossSum", header.LossSum >= 0 && double.IsFinite(header.LossSum)),
            ("minimisedSum", header.MinimisedSum is null || double.IsFinite(header.MinimisedSum.Value)),
            ("seconds", IsTime(header.Seconds)),
            ("steps", header.Steps >= 0),
            ("epochs", header.Epochs.Select((epoch, i) => epoch.Epoch == i + 1 && IsSound(epoch)).All(sound => sound)
                && (header.Epochs.Count > 0 || header.Stages.Count == 0)),
            ("parameterCount", header.ParameterCount > 0),
            ("statisticCount", header.StatisticCount >= 0),
        ];
        return checks.FirstOrDefault(check => !check.IsRight).Name is { } wrong
            ? $"expected a header that a run writes, found another value of '{wrong}'"
            : null;
    }

    /// <summary>JSON gives null to what must not be null.</summary>
    private static string? FindMissing(CheckpointHeader header) =>
        header.Recipe is null ? "recipe"
        : header.Recipe.Augmentation is null ? "recipe.augmentation"
        : header.Images is null ? "images"
        : header.Stages is null || header.Stages.Any(stage => stage?.Stage is null) ? "stages"
        : header.Epochs is null || header.Epochs.Any(epoch => epoch?.Stage is null) ? "epochs"
        : null;

    private static string? FindRecipeFault(TrainingRecipe recipe)
    {
        if (!Enum.IsDefined(recipe.Architecture) || !Enum.IsDefined(recipe.Objective) || !Enum.IsDefined(recipe.Schedule))
            return "expected an architecture, an objective and a schedule that there are, found others";
        try
        {
            recipe.Validate();
            return null;
        }
        catch (TrainingException e)
        {
            return e.Message;
        }
    }

    private static bool IsTime(double seconds) => seconds is >= 0 and <= MaxSeconds;

    private static bool IsSound(EpochResult epoch) =>
        IsTime(epoch.Seconds) && double.IsFinite(epoch.TrainingLoss) && double.IsFinite(epoch.ValidationLoss) && double.IsFinite(epoch.LearningRate)
        && double.IsFinite(epoch.Minimised ?? 0);

    private static bool IsSound(TrainingRecipe recipe, StageResult stage, int index)
    {
        if (stage.Neighbours is < 1 or > MaxGraphNeighbours || stage.SmoothingSteps is < 1 or > MaxSmoothing) return false;
        if (!double.IsFinite(stage.Agreement ?? 0) || !double.IsFinite(stage.RecallAt1 ?? 0) || !double.IsFinite(stage.MutualShare ?? 0)) return false;
        return ObjectiveTable.Of(recipe.Objective).IsSound(stage, index);
    }
}
