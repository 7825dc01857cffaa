namespace Lookalike.Training.Sources;

/// <summary>How much of decoding is done, and with how many threads.</summary>
internal sealed class DecodingLimits
{
    /// <summary>The most threads; null for all cores.</summary>
    public int? Threads { get; init; }

    /// <summary>The most pictures that are decoded, or null.</summary>
    public int? MaxPictures { get; init; }

    /// <summary>The time that all of the run may take, or null.</summary>
    public TimeSpan? Budget { get; init; }
}
