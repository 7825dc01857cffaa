using System.Numerics.Tensors;
using Lookalike.Search.Agreement;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;
using Lookalike.Search.Graphs;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Objectives;

/// <summary>
/// Chooses how many neighbours the graph has and how often codes are averaged along it, without labels: for each pair, the targets that
/// changed copies would get from an encoder that learnt them perfectly, and how far two copies of one image are then answered alike.
/// </summary>
internal static class TargetChoice
{
    /// <summary>The numbers of neighbours that are tried.</summary>
    public static readonly IReadOnlyList<int> Neighbours = [10, 20];

    /// <summary>The numbers of steps that are tried.</summary>
    public static readonly IReadOnlyList<int> Steps = [96, 384, 1152];

    /// <summary>Tries all pairs.</summary>
    /// <param name="targets">Makes the targets.</param>
    /// <param name="graph">The graph of the codes, with as many neighbours as are tried at most.</param>
    /// <param name="codes">[N, size]: the images' codes, about their mean, of length 1.</param>
    /// <param name="copies">Changed copies of some of the images, encoded and brought to the codes' mean and length.</param>
    /// <param name="recipe">Its neighbours and steps are not chosen where it has them.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The pair with the best agreement; of equal ones the first, with fewer neighbours and steps.</returns>
    public static (int Neighbours, int Steps) Find(
        NeighbourTargets targets, NeighbourGraph graph, float[] codes, CopyCodes copies, TrainingRecipe recipe, CancellationToken cancellationToken)
    {
        int size = codes.Length / graph.Count, threads = targets.Threads;
        int[] widths = [.. (recipe.Neighbours is { } k ? [k] : Neighbours).Where(n => n < graph.Neighbours), graph.Neighbours];
        IReadOnlyList<int> lengths = recipe.SmoothingSteps is { } t ? [t] : Steps;
        if (widths.Length == 1 && lengths.Count == 1) return (widths[0], lengths[0]);

        (int Neighbours, int Steps) best = default;
        double bestScore = double.NegativeInfinity;
        foreach (int width in widths)
        {
            int[] first = Nearest(copies.First, width), second = Nearest(copies.Second, width);
            foreach ((int steps, float[] made) in targets.Walk(graph.Nearest(width), lengths, cancellationToken))
            {
                CopyAgreement agreement = CopyAgreement.Measure(
                    made, size, copies.Positions, Predict(made, size, first, width), Predict(made, size, second, width),
                    DistanceMetric.Euclidean, threads, cancellationToken);
                if (agreement.Score > bestScore) (best, bestScore) = ((width, steps), agreement.Score);
            }
        }

        return best;

        int[] Nearest(float[] queries, int width)
        {
            var found = new Neighbour[queries.Length / size * width];
            ExactSearch.Search(
                codes, size, queries, width, DistanceMetric.Euclidean, found,
                new ExactSearchOptions { MaxThreads = threads, CancellationToken = cancellationToken });
            return [.. found.Select(f => f.Position)];
        }
    }

    /// <summary>What a copy would be taught if it were in the graph: the mean of its nearest images' targets, of length 1.</summary>
    private static float[] Predict(float[] targets, int size, int[] nearest, int width)
    {
        float[] predicted = new float[nearest.Length / width * size];
        for (int i = 0; i < nearest.Length; i++)
        {
            Span<float> sum = predicted.AsSpan(i / width * size, size);
            TensorPrimitives.Add(sum, targets.AsSpan(nearest[i] * size, size), sum);
        }

        for (int start = 0; start < predicted.Length; start += size) LatentCodes.Normalise(predicted.AsSpan(start, size));
        return predicted;
    }
}
