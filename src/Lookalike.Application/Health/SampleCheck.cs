using System.Globalization;
using System.Numerics.Tensors;
using Lookalike.Core;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Search.Distances;
using Lookalike.Search.Exact;

namespace Lookalike.Application.Health;

/// <summary>
/// Encodes images again and compares what the model gives with what is stored. An image whose new latent is as near to its vector as rounding
/// lets it be finds itself: whatever else is as near is a tie. The others are searched for, to say what they find instead.
/// </summary>
internal sealed class SampleCheck(IndexSnapshot records, ImageReencoder reencoder)
{
    /// <summary>
    /// Room for what batches of other sizes and processors with other registers change of a latent in the last digits, relative to its
    /// length.
    /// </summary>
    private const float Tolerance = 1e-3f;

    private readonly List<HealthFinding> _findings = [];

    /// <summary>Images that were encoded and compared.</summary>
    public int Compared { get; private set; }

    /// <param name="rows">Which images; their content is what was encoded.</param>
    /// <param name="progress">Told how many are done; or null.</param>
    /// <param name="cancellationToken">Stops between two images.</param>
    public List<HealthFinding> Run(IReadOnlyList<int> rows, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        for (int done = 0; done < rows.Count; done += ImageReencoder.BatchSize)
        {
            progress?.Report(new Progress("encoding images again", done, rows.Count));
            int[] batch = [.. rows.Skip(done).Take(ImageReencoder.BatchSize)];
            var byRow = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (int row in batch) byRow[records.Keys[row]] = row;
            foreach (ImageRecord fresh in reencoder.Encode([.. batch.Select(records.Record)], Unreadable, cancellationToken))
            {
                int row = byRow[fresh.Key];

                // Written to since it was looked at: the next examination says so.
                if (fresh.ContentHash != records.ContentHashes[row]) continue;
                Compared++;
                Compare(row, fresh, cancellationToken);
            }
        }

        return _findings;
    }

    private void Compare(int row, ImageRecord fresh, CancellationToken cancellationToken)
    {
        ReadOnlySpan<float> stored = records.Vector(row).Span, latent = fresh.Vector.Span;
        if (!stored.ContainsAnyExcept(0f))
        {
            if (latent.ContainsAnyExcept(0f)) _findings.Add(VectorCheck.Zero(fresh.Key));
            return;
        }

        float maximum = Tolerance * Math.Max(TensorPrimitives.Norm(stored), TensorPrimitives.Norm(latent));
        float distance = VectorDistance.Compute(DistanceMetric.Euclidean, stored, latent);
        if (distance <= maximum) return;
        var nearest = new Neighbour[1];
        ExactSearch.Search(
            records.Vectors, records.LatentSize, fresh.Vector, top: 1, DistanceMetric.Euclidean, nearest,
            new ExactSearchOptions { Allowed = records.Present, CancellationToken = cancellationToken });
        string first = nearest[0].Distance >= distance ? "itself all the same" : $"{records.Keys[nearest[0].Position]} first";
        _findings.Add(new HealthFinding
        {
            Kind = HealthFindingKind.WrongVector,
            Key = fresh.Key,
            Place = fresh.Key,
            Images = 1,
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"{fresh.Key}: its vector is not the one that the model gives it: expected a distance of at most {maximum:g3}, found {distance:g3}. " +
                    $"A search with it finds {first}. ")
                + "Encode it again, and look at the rest as well.",
            Remedy = new Remedy(RemedyKind.ExamineAll),
            Cure = HealthCure.Encode,
            Keys = [fresh.Key],
        });
    }

    private void Unreadable(string key, LookalikeException fault) => _findings.Add(new HealthFinding
    {
        Kind = HealthFindingKind.UnreadableImage,
        Key = key,
        Place = key,
        Images = 1,
        Message = $"{key}: {fault.Message}",
        Remedy = fault.Remedy,
    });
}
