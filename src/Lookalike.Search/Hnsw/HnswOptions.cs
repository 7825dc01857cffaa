using Lookalike.Core;

namespace Lookalike.Search.Hnsw;

/// <summary>How a graph is built. Not changed by an index; may be shared by many.</summary>
public sealed class HnswOptions
{
    /// <summary>The default of <see cref="Links"/>.</summary>
    internal const int DefaultLinks = 16;

    /// <summary>The default of <see cref="BuildCandidates"/>.</summary>
    internal const int DefaultBuildCandidates = 200;

    internal const int MinLinks = 2, MaxLinks = 128, MaxBuildCandidates = 10_000;

    /// <summary>The links that a new node gets, called M in the paper; on the lowest layer a node keeps up to twice as many.</summary>
    /// <value>2 to 128; the default is 16. More cost memory and time, and find more in data of many dimensions.</value>
    public int Links { get; init; } = DefaultLinks;

    /// <summary>The nearest nodes looked for when a node is linked, called efConstruction in the paper.</summary>
    /// <value>1 to 10,000; the default is 200. More cost time while building, and make a better graph.</value>
    public int BuildCandidates { get; init; } = DefaultBuildCandidates;

    /// <summary>What the layers of nodes are drawn from. The same vectors, seed and one thread give the same graph.</summary>
    /// <value>Any number; the default is 0.</value>
    public int Seed { get; init; }

    /// <summary>The most threads that a build runs on. With more than one the graph depends on their timing.</summary>
    /// <value>1 and up; the default is the number of processors.</value>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>The rows to add.</summary>
    /// <value>A bitmap, row r at bit r % 64 of word r / 64. Empty, the default, for all.</value>
    public ReadOnlyMemory<ulong> Occupied { get; init; }

    /// <summary>Told how many vectors are in, now and then, from any thread.</summary>
    /// <value>Nobody by default.</value>
    public IProgress<Progress>? Progress { get; init; }

    /// <summary>Ends a build early, with an <see cref="OperationCanceledException"/>. The default never does.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void ThrowIfInvalid(string parameter)
    {
        ThrowIfOutside(Links, MinLinks, MaxLinks, nameof(Links), parameter);
        ThrowIfOutside(BuildCandidates, 1, MaxBuildCandidates, nameof(BuildCandidates), parameter);
        ThrowIfOutside(MaxThreads, 1, int.MaxValue, nameof(MaxThreads), parameter);
    }

    private static void ThrowIfOutside(int value, int minimum, int maximum, string name, string parameter)
    {
        if (value < minimum || value > maximum)
            throw new ArgumentOutOfRangeException(parameter, value, $"{name} is {value}; expected {minimum:N0} to {maximum:N0}.");
    }
}
