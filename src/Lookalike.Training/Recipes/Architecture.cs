namespace Lookalike.Training.Recipes;

/// <summary>Which network is trained.</summary>
public enum Architecture
{
    /// <summary>The default: layers shaped for the processor, the quality of <see cref="Reference"/> in a fraction of its time.</summary>
    Compact,

    /// <summary>The network of the tutorial that the project began with: two strided 3x3 convolutions and their mirror.</summary>
    Reference,
}
