using System.Runtime.InteropServices;
using Lookalike.Search.Distances;

namespace Lookalike.Search.Exact;

/// <summary>A database vector that a search found, and how far it is from the query. Two are equal when both values are.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct Neighbour
{
    /// <summary>Creates a neighbour.</summary>
    /// <param name="position">The vector's place in the database, from 0.</param>
    /// <param name="distance">The distance to the query; smaller is more alike.</param>
    internal Neighbour(int position, float distance)
    {
        Position = position;
        Distance = distance;
    }

    /// <summary>The vector's place in the database, from 0.</summary>
    public int Position { get; }

    /// <summary>The distance to the query, in the range that its <see cref="DistanceMetric"/> names.</summary>
    public float Distance { get; }
}
