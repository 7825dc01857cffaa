using Lookalike.Application.Evaluating;
using Lookalike.Application.Indexing;
using Lookalike.Training.Results;

namespace Lookalike.Cli.Output;

/// <summary>The answer of <c>lookalike demo --json</c>.</summary>
internal sealed class DemoReport
{
    public int SchemaVersion { get; init; } = 1;

    public required TrainingSummary Training { get; init; }

    public required IndexSummary Index { get; init; }

    public required EvaluationReport Evaluation { get; init; }

    /// <summary>Every file that was made.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Wall time in seconds, the download not counted.</summary>
    public required double Seconds { get; init; }
}
