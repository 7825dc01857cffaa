using Lookalike.Datasets;
using Lookalike.Storage.Sqlite;

namespace Lookalike.Application;

/// <summary>Finds the indexed images of data sets with their stored vectors.</summary>
internal static class IndexedSetImages
{
    /// <summary>Reads indexed images of some sets.</summary>
    /// <param name="index">The index.</param>
    /// <param name="sets">The sets whose images count, each of another name.</param>
    /// <param name="pixelCount">Bytes of an image of the index's model.</param>
    /// <param name="most">The most images; of more, so many are picked, evenly spread.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The images in the order of their sets and positions.</returns>
    /// <exception cref="IndexException">The index holds fewer than two images of the sets, or one that has changed since.</exception>
    public static async Task<RankedImages> ReadAsync(ImageIndex index, IReadOnlyList<ImageSet> sets, int pixelCount, int most, CancellationToken cancellation)
    {
        string?[] names = await index.Records.ReadColumnAsync<string>(nameof(ImageRecord.Set), cancellation).ConfigureAwait(false);
        int?[] positions = await index.Records.ReadColumnAsync<int?>(nameof(ImageRecord.Position), cancellation).ConfigureAwait(false);
        string?[] hashes = await index.Records.ReadColumnAsync<string>(nameof(ImageRecord.ContentHash), cancellation).ConfigureAwait(false);
        VectorSnapshot snapshot = await index.Records.GetVectorsAsync(cancellation).ConfigureAwait(false);
        Dictionary<string, ImageSet> known = sets.ToDictionary(s => s.Name);
        int[] slots =
        [
            .. Enumerable.Range(0, names.Length)
                .Where(s => names[s] is { } name && positions[s] is >= 0 && snapshot.IsOccupied(s) && known.ContainsKey(name))
                .OrderBy(s => names[s], StringComparer.Ordinal).ThenBy(s => positions[s]),
        ];
        if (slots.Length < 2)
        {
            throw new IndexException(
                $"{index.Path} holds too few images of {string.Join(" and ", known.Keys)}: expected at least 2, found {slots.Length}. Index the data set first.",
                index.Path)
            {
                Remedy = IndexRemedies.Dataset(index.Path, known.Keys.First()),
            };
        }

        int[] picked = [.. EvenSpread.Positions(slots.Length, Math.Min(most, slots.Length), offset: 0).Select(i => slots[i])];
        var places = new (ImageSet, int)[picked.Length];
        float[] vectors = new float[picked.Length * snapshot.Dimension];
        for (int i = 0; i < picked.Length; i++)
        {
            int slot = picked[i], position = positions[slot]!.Value;
            ImageSet set = known[names[slot]!];
            RequireUnchanged(set, position, hashes[slot], pixelCount, index);
            places[i] = (set, position);
            snapshot.Vectors.Span.Slice(slot * snapshot.Dimension, snapshot.Dimension).CopyTo(vectors.AsSpan(i * snapshot.Dimension));
        }

        return new RankedImages(places, vectors);
    }

    /// <summary>A score of other images than those that were encoded would say nothing.</summary>
    private static void RequireUnchanged(ImageSet set, int position, string? hash, int pixelCount, ImageIndex index)
    {
        if (position < set.Count && set.PixelsPerImage == pixelCount && ContentHash.Of(set[position]) == hash) return;
        throw new IndexException(
            $"{set.Name}/{position:00000} is not the image any more that {index.Path} was made of. Bring the index up to date.", index.Path)
        {
            Remedy = IndexRemedies.Again(index.Path, index.Source, ImageRoots.None, rebuild: false),
        };
    }
}
