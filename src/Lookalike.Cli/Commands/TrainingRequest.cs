using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary>What one call of training is asked to do.</summary>
internal sealed class TrainingRequest
{
    public required string Dataset { get; init; }

    public required TrainingRecipe Recipe { get; init; }

    public required string ModelPath { get; init; }

    public string? ReconstructionPath { get; init; }

    public string? PlotPath { get; init; }

    public string? HistoryPath { get; init; }

    public TrainingDevice Device { get; init; }

    public int? Threads { get; init; }

    public bool Resume { get; init; }
}
