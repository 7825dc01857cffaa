using System.Globalization;
using System.Numerics.Tensors;
using Lookalike.Core;
using Lookalike.Search;
using Lookalike.Storage.Sqlite;

namespace Lookalike.Application;

/// <summary>
/// Encodes images again and compares what the model gives with what is stored. An image whose new latent is as near to its vector as rounding
/// lets it be finds itself: whatever else is as near is a tie. The others are searched for, to say what they find instead.
/// </summary>
internal sealed class SampleCheck(IndexedRecords records, VectorSnapshot vectors, ImageReencoder reencoder)
{
    /// <summary>Room for what batches of other sizes and processors with other registers change of a latent in the last digits, relative to its length.</summary>
    private const float Tolerance = 1e-3f;

    private readonly List<HealthFinding> _findings = [];

    /// <summary>Images that were encoded and compared.</summary>
    public int Compared { get; private set; }

    /// <param name="slots">Which images; their content is what was encoded.</param>
    /// <param name="progress">Told how many are done; or null.</param>
    /// <param name="cancellation">Stops between two images.</param>
    public List<HealthFinding> Run(IReadOnlyList<int> slots, IProgress<Progress>? progress, CancellationToken cancellation)
    {
        for (int done = 0; done < slots.Count; done += ImageReencoder.BatchSize)
        {
            progress?.Report(new Progress("encoding images again", done, slots.Count));
            int[] batch = [.. slots.Skip(done).Take(ImageReencoder.BatchSize)];
            var bySlot = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (int slot in batch) bySlot[records.Key(slot)!] = slot;
            foreach (ImageRecord fresh in reencoder.Encode([.. batch.Select(records.Record)], Unreadable, cancellation))
            {
                int slot = bySlot[fresh.Key];

                // Written to since it was looked at: the next examination says so.
                if (fresh.ContentHash != records.Record(slot).ContentHash) continue;
                Compared++;
                Compare(slot, fresh, cancellation);
            }
        }

        return _findings;
    }

    private void Compare(int slot, ImageRecord fresh, CancellationToken cancellation)
    {
        ReadOnlySpan<float> stored = Row(slot), latent = fresh.Vector.Span;
        if (!stored.ContainsAnyExcept(0f))
        {
            if (latent.ContainsAnyExcept(0f)) _findings.Add(VectorCheck.Zero(fresh.Key));
            return;
        }

        float most = Tolerance * Math.Max(TensorPrimitives.Norm(stored), TensorPrimitives.Norm(latent));
        float distance = VectorDistance.Compute(DistanceMetric.Euclidean, stored, latent);
        if (distance <= most) return;
        var nearest = new Neighbour[1];
        ExactSearch.Search(
            vectors.Vectors, vectors.Dimension, fresh.Vector, top: 1, DistanceMetric.Euclidean, nearest,
            new ExactSearchOptions { Allowed = vectors.Occupied, CancellationToken = cancellation });
        string first = nearest[0].Distance >= distance ? "itself all the same" : $"{records.Key(nearest[0].Position)} first";
        _findings.Add(new HealthFinding
        {
            Kind = HealthFindingKind.WrongVector,
            Key = fresh.Key,
            Place = fresh.Key,
            Images = 1,
            Message = string.Create(CultureInfo.InvariantCulture, $"{fresh.Key}: its vector is not the one that the model gives it: expected a distance of at most {most:g3}, found {distance:g3}. A search with it finds {first}. ")
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

    private ReadOnlySpan<float> Row(int slot) => vectors.Vectors.Span.Slice(slot * vectors.Dimension, vectors.Dimension);
}
