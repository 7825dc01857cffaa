namespace Lookalike.Application;

/// <summary>How the distance between two latents is measured.</summary>
public enum SearchMetric
{
    /// <summary>The length of their difference.</summary>
    Euclidean,

    /// <summary>1 minus the cosine of the angle between them.</summary>
    Cosine,
}
