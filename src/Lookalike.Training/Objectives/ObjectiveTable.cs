using Lookalike.Training.Recipes;

namespace Lookalike.Training.Objectives;

/// <summary>The objectives that there are.</summary>
internal static class ObjectiveTable
{
    private static readonly Dictionary<Objective, ObjectiveDefinition> Definitions = new()
    {
        [Objective.Reconstruction] = new ReconstructionObjective.Definition(),
        [Objective.Denoising] = new DenoisingObjective.Definition(),
        [Objective.Neighbourhood] = new NeighbourhoodObjective.Definition(),
        [Objective.Contrastive] = new ContrastiveObjective.Definition(),
        [Objective.Distillation] = new DistillationObjective.Definition(),
    };

    /// <summary>Their definitions.</summary>
    public static IReadOnlyCollection<ObjectiveDefinition> All => Definitions.Values;

    /// <summary>What people call them.</summary>
    public static string[] Names => [.. All.Select(definition => definition.Name)];

    /// <summary>The definition of an objective.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of this name.</exception>
    public static ObjectiveDefinition Of(Objective objective) => Definitions.TryGetValue(objective, out ObjectiveDefinition? definition)
        ? definition
        : throw new ArgumentOutOfRangeException(nameof(objective), objective, "Unknown objective.");
}
