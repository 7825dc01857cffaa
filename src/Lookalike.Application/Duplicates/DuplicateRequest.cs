namespace Lookalike.Application.Duplicates;

/// <summary>Which groups of near-identical images are looked for, and how they are drawn. Immutable.</summary>
internal sealed class DuplicateRequest
{
    /// <summary>The most that two near-identical images are apart, Euclidean, 0 and up; null to have it chosen from the data.</summary>
    public float? Within { get; init; }

    /// <summary>The most groups that the report holds, the largest, 1 and up; null for all.</summary>
    public int? MaxGroups { get; init; }

    /// <summary>The PNG file into which the first groups are drawn; null for none.</summary>
    public string? MontagePath { get; init; }

    /// <summary>The HTML file into which the groups are drawn; null for none.</summary>
    public string? HtmlPath { get; init; }

    /// <summary>Whether the report holds pictures of the groups.</summary>
    public bool Shows { get; init; }

    /// <summary>Whether pictures of the groups are needed.</summary>
    public bool IsDrawn => Shows || MontagePath is not null || HtmlPath is not null;
}
