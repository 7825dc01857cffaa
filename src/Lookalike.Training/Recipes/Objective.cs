namespace Lookalike.Training.Recipes;

/// <summary>What training minimises.</summary>
public enum Objective
{
    /// <summary>The mean squared error between an image and its reconstruction.</summary>
    Reconstruction,

    /// <summary>That between an image and what is reconstructed from a changed copy of it, in pixels and in gradient histograms.</summary>
    Denoising,

    /// <summary>Denoising first; then, in rounds, the distance to codes that were averaged along the graph of nearest neighbours.</summary>
    Neighbourhood,

    /// <summary>To tell which two of many changed copies are of one image.</summary>
    Contrastive,

    /// <summary>That, and to give each the code that the sparse manifold transform gives its image and those near it.</summary>
    Distillation,
}
