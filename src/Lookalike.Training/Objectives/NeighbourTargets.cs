using System.Numerics.Tensors;
using Lookalike.Search.Graphs;
using Lookalike.Search.Projection;

namespace Lookalike.Training.Objectives;

/// <summary>
/// What a round teaches. The first half of a target tells the group: the image's code, averaged along the graph of nearest neighbours
/// until the groups stand apart. The second half tells the member: the image's code as it was before the rounds.
/// </summary>
internal sealed class NeighbourTargets
{
    private readonly int _size;
    private readonly float _memberWeight;
    private readonly int _threads;
    private readonly float[] _groups; // (N,size/2): principal components of the codes, before any averaging
    private readonly float[] _members; // (N,size - size/2)

    /// <summary>Brings both halves to their size.</summary>
    /// <param name="codes">[N, size]: the images' codes as they are now, about their mean, of length 1; at least two.</param>
    /// <param name="members">[N, size]: the same before the rounds.</param>
    /// <param name="size">Values of a code, at least 2.</param>
    /// <param name="memberWeight">What the second half counts beside the first.</param>
    /// <param name="threads">The most threads to use.</param>
    public NeighbourTargets(float[] codes, float[] members, int size, double memberWeight, int threads)
    {
        (_size, _memberWeight, _threads) = (size, (float)memberWeight, threads);
        _groups = Project(codes, size, size / 2);
        _members = Project(members, size, size - (size / 2));
    }

    /// <summary>The most threads to use.</summary>
    public int Threads => _threads;

    /// <summary>The targets for a graph.</summary>
    /// <param name="graph">The graph of the codes.</param>
    /// <param name="steps">How often to average along it.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>[N, size], rows of length 1.</returns>
    public float[] Make(NeighbourGraph graph, int steps, CancellationToken cancellationToken) =>
        Walk(graph, [steps], cancellationToken).Single().Targets;

    /// <summary>The targets after several numbers of steps, for the price of the largest.</summary>
    /// <param name="graph">The graph of the codes.</param>
    /// <param name="steps">How often to average along it, rising.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public IEnumerable<(int Steps, float[] Targets)> Walk(NeighbourGraph graph, IEnumerable<int> steps, CancellationToken cancellationToken)
    {
        float[] walk = [.. _groups];
        int size = _size / 2, done = 0;
        foreach (int wanted in steps)
        {
            graph.Smooth(walk, size, wanted - done, _threads, cancellationToken);
            done = wanted;
            float[] groups = [.. walk];
            LatentCodes.CentreAndNormalise(groups, LatentCodes.Mean(groups, size));
            yield return (wanted, Join(groups));
        }
    }

    /// <summary>Codes in fewer values, by their principal components, of length 1.</summary>
    private static float[] Project(float[] codes, int size, int components)
    {
        float[] projected = new float[codes.Length / size * components];
        PrincipalComponents.Fit(codes, size, components).Project(codes, projected);
        LatentCodes.CentreAndNormalise(projected, LatentCodes.Mean(projected, components));
        return projected;
    }

    private float[] Join(float[] groups)
    {
        int groupSize = _size / 2, memberSize = _size - groupSize, count = groups.Length / groupSize;
        float[] joined = new float[count * _size];
        for (int i = 0; i < count; i++)
        {
            Span<float> target = joined.AsSpan(i * _size, _size);
            groups.AsSpan(i * groupSize, groupSize).CopyTo(target);
            TensorPrimitives.Multiply(_members.AsSpan(i * memberSize, memberSize), _memberWeight, target[groupSize..]);
            LatentCodes.Normalise(target);
        }

        return joined;
    }
}
