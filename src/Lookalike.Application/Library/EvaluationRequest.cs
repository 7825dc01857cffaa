using Lookalike.Imaging.Reading;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Library;

/// <summary>What is measured. Immutable.</summary>
public sealed class EvaluationRequest
{
    /// <summary>A data set, a folder of the index or one below it; null for all folders of the index, or its data set where it has none.</summary>
    public string? Source { get; init; }

    /// <summary>Test images of a data set to search with, 1 and up; null for all.</summary>
    public int? Queries { get; init; }

    /// <summary>The distance.</summary>
    public DistanceMetric Metric { get; init; }

    /// <summary>Whether raw pixels and principal components are measured as well.</summary>
    public bool Baselines { get; init; }

    /// <summary>Whether a data set with labels is measured without them as well.</summary>
    public bool LabelFree { get; init; }

    /// <summary>The most pixels that a picture of the index may have, to be read again, 1 and up.</summary>
    public long MaxPixels { get; init; } = PictureReader.DefaultMaxPixels;

    /// <summary>Whether the sub-folders of the pictures are their classes; the pictures are measured by these then.</summary>
    internal bool FolderLabels { get; init; }

    /// <summary>Whether a model is needed: stored vectors are enough where folders are classes.</summary>
    internal bool NeedsModel => !FolderLabels || LabelFree;

    /// <summary>Whether the report holds pictures of the queries that do worst.</summary>
    internal bool Shows { get; init; }
}
