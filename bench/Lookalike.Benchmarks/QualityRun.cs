using Lookalike.Search.Evaluation;

namespace Lookalike.Benchmarks;

/// <summary>One training run and what its encoder retrieves.</summary>
internal sealed class QualityRun
{
    public required RetrievalQuality Quality { get; init; }

    public required int Size { get; init; }

    public required double ReconstructionError { get; init; }

    public required double Seconds { get; init; }
}
