using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary>What one call of training is asked to do.</summary>
internal sealed class TrainingRequest
{
    public required TrainingSource Source { get; init; }

    public required TrainingRecipe Recipe { get; init; }

    public required string ModelPath { get; init; }

    public string? ReconstructionPath { get; init; }

    public string? PlotPath { get; init; }

    public string? HistoryPath { get; init; }

    public TrainingDevice Device { get; init; }

    public int? Threads { get; init; }

    public bool Resume { get; init; }

    /// <summary>The wall time that the run may take, or null for as long as its recipe takes.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>What of it was spent before training.</summary>
    public TimeSpan BudgetSpent { get; init; }

    public TimeSpan BudgetReserve { get; init; }
}
