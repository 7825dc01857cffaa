using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Duplicates;

/// <summary>
/// Parts images that a chain of near-identical pairs joins into groups around the one to keep: all within reach of it. The ends of a chain may
/// be quite different pictures, as the first and the last frame of a cross-fade are; none may be thrown away for another that it does not look like.
/// </summary>
internal sealed class GroupSplit(IndexSnapshot images, float within, Func<IReadOnlyList<ImageRecord>, ImageRecord> keep)
{
    /// <summary>
    /// Keeps the best image and takes what is within reach of it, then the best of the rest with what is within reach of that, until all are
    /// taken. An image that is left without another is in no group.
    /// </summary>
    /// <param name="chain">The rows of the images.</param>
    /// <param name="records">Their records, in the same order.</param>
    /// <param name="cancellationToken">Looked at before every group.</param>
    /// <returns>The groups of two and more, each in the order of <paramref name="chain"/>.</returns>
    /// <exception cref="InvalidOperationException">The image to keep was chosen from outside.</exception>
    public IEnumerable<KeptGroup> Split(int[] chain, IReadOnlyList<ImageRecord> records, CancellationToken cancellationToken)
    {
        while (chain.Length > 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int kept = chain[PlaceOf(keep(records), records)];
            var near = new List<int>();
            var rest = new List<int>();
            var restRecords = new List<ImageRecord>();
            for (int i = 0; i < chain.Length; i++)
            {
                if (Distance(chain[i], kept) <= within)
                {
                    near.Add(chain[i]);
                }
                else
                {
                    rest.Add(chain[i]);
                    restRecords.Add(records[i]);
                }
            }

            if (near.Count > 1) yield return new KeptGroup(kept, [.. near]);
            (chain, records) = ([.. rest], restRecords);
        }
    }

    /// <summary>The Euclidean distance of two images.</summary>
    public float Distance(int left, int right) => VectorDistance.Compute(DistanceMetric.Euclidean, Vector(left), Vector(right));

    private static int PlaceOf(ImageRecord kept, IReadOnlyList<ImageRecord> records)
    {
        int place = records.Count - 1;
        while (place >= 0 && records[place] != kept) place--;
        return place >= 0
            ? place
            : throw new InvalidOperationException($"The image to keep of a group is '{kept.Key}', which is not in the group. Choose one of the records given.");
    }

    private ReadOnlySpan<float> Vector(int row) => images.Vector(row).Span;
}

/// <summary>A group of near-identical images by their rows, and which of them is kept.</summary>
internal sealed record KeptGroup(int Keep, int[] Rows);
