namespace Lookalike.Training;

/// <summary>What training minimises.</summary>
public enum Objective
{
    /// <summary>The mean squared error between an image and its reconstruction.</summary>
    Reconstruction,
}
