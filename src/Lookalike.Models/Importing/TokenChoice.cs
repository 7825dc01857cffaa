namespace Lookalike.Models.Importing;

/// <summary>What the latent is of an encoder that gives a vector for each patch of a picture.</summary>
internal enum TokenChoice
{
    /// <summary>The first vector: that of the whole picture, where a network has one.</summary>
    First,

    /// <summary>The mean of all vectors.</summary>
    Mean,
}
