using Lookalike.Search.Evaluation;

namespace Lookalike.Application.Evaluating;

/// <summary>Vectors that are measured: those that are ranked, and those that they are ranked for, with their classes and what they are called.</summary>
internal sealed class LabelledVectors
{
    /// <summary>What the vectors are.</summary>
    public required string Name { get; init; }

    /// <summary>The vectors and their classes, which are places in <see cref="Classes"/>.</summary>
    public required RetrievalData Data { get; init; }

    /// <summary>The names of the classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The keys of the images that are ranked; null where it is not asked which they are.</summary>
    public IReadOnlyList<string>? Keys { get; init; }

    /// <summary>What the images that are searched with are called; null where it is not asked.</summary>
    public IReadOnlyList<string>? Queries { get; init; }

    /// <summary>The share of the ten nearest that an approximate search finds; null where the index is searched exactly.</summary>
    public double? ApproximateRecall { get; init; }
}
