using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Datasets;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>Finds the indexed images of data sets with their stored vectors.</summary>
internal static class IndexedSetImages
{
    /// <summary>Reads indexed images of some sets.</summary>
    /// <param name="index">The index.</param>
    /// <param name="sets">The sets whose images count, each of another name.</param>
    /// <param name="pixelCount">Bytes of an image of the index's model.</param>
    /// <param name="maximum">The most images; of more, so many are picked, evenly spread.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The images in the order of their sets and positions.</returns>
    /// <exception cref="IndexException">The index holds fewer than two images of the sets, or one that has changed since.</exception>
    public static async Task<RankedImages> ReadAsync(
        ImageIndex index, IReadOnlyList<ImageSet> sets, int pixelCount, int maximum, CancellationToken cancellationToken)
    {
        const IndexColumns Columns = IndexColumns.Set | IndexColumns.Position | IndexColumns.ContentHash | IndexColumns.Vector;
        IndexSnapshot records = await index.Store.ReadAsync(Columns, cancellationToken).ConfigureAwait(false);
        Dictionary<string, ImageSet> known = sets.ToDictionary(s => s.Name);
        int[] rows =
        [
            .. Enumerable.Range(0, records.Count)
                .Where(row => records.Sets[row] is { } name && records.Positions[row] is >= 0 && records.HasVector(row) && known.ContainsKey(name))
                .OrderBy(row => records.Sets[row], StringComparer.Ordinal).ThenBy(row => records.Positions[row]),
        ];
        if (rows.Length < 2)
        {
            throw new IndexException(
                $"{index.Path} holds too few images of {string.Join(" and ", known.Keys)}: expected at least 2, found {rows.Length}. Index the data set first.",
                index.Path)
            {
                Remedy = IndexRemedies.Dataset(index.Path, known.Keys.First()),
            };
        }

        int[] picked = [.. EvenSpread.Positions(rows.Length, Math.Min(maximum, rows.Length), offset: 0).Select(i => rows[i])];
        var places = new (ImageSet, int)[picked.Length];
        float[] vectors = new float[picked.Length * records.LatentSize];
        for (int i = 0; i < picked.Length; i++)
        {
            int row = picked[i], position = records.Positions[row]!.Value;
            ImageSet set = known[records.Sets[row]!];
            RequireUnchanged(set, position, records.ContentHashes[row], pixelCount, index);
            places[i] = (set, position);
            records.Vector(row).CopyTo(vectors.AsMemory(i * records.LatentSize));
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
