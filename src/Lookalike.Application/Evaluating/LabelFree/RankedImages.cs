using System.Security.Cryptography;
using Lookalike.Datasets;
using Lookalike.Models;
using Lookalike.Storage.Sqlite;

namespace Lookalike.Application;

/// <summary>Indexed images with their pixels and their stored vectors, in the order of their sets and positions.</summary>
internal sealed class RankedImages
{
    /// <summary>Bytes of a content hash.</summary>
    private const int HashLength = 16;

    private RankedImages(ReadOnlyMemory<byte>[] pixels, float[] vectors) => (Pixels, Vectors) = (pixels, vectors);

    /// <summary>[channels, height, width] of each image, 0..255.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Pixels { get; }

    /// <summary>[images, latent], row-major, as the index holds them.</summary>
    public ReadOnlyMemory<float> Vectors { get; }

    /// <summary>Reads indexed images of some sets.</summary>
    /// <param name="index">The index.</param>
    /// <param name="sets">The sets whose images count.</param>
    /// <param name="encoder">The encoder of the index's model.</param>
    /// <param name="most">The most images; of more, so many are picked, evenly spread.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="IndexException">The index holds fewer than two images of the sets, or one that has changed since.</exception>
    public static async Task<RankedImages> ReadAsync(ImageIndex index, IReadOnlyList<ImageSet> sets, Encoder encoder, int most, CancellationToken cancellation)
    {
        string?[] names = await index.Records.ReadColumnAsync<string>(nameof(ImageRecord.Set), cancellation).ConfigureAwait(false);
        int?[] positions = await index.Records.ReadColumnAsync<int?>(nameof(ImageRecord.Position), cancellation).ConfigureAwait(false);
        string?[] hashes = await index.Records.ReadColumnAsync<string>(nameof(ImageRecord.ContentHash), cancellation).ConfigureAwait(false);
        VectorSnapshot snapshot = await index.Records.GetVectorsAsync(cancellation).ConfigureAwait(false);
        Dictionary<string, ImageSet> known = sets.ToDictionary(s => s.Name);
        int[] slots =
        [
            .. Enumerable.Range(0, names.Length)
                .Where(s => names[s] is { } name && known.ContainsKey(name))
                .OrderBy(s => names[s], StringComparer.Ordinal).ThenBy(s => positions[s]),
        ];
        if (slots.Length < 2)
        {
            throw new IndexException(
                $"{index.Path} holds too few images of {string.Join(" and ", known.Keys)}: expected at least 2, found {slots.Length}. "
                + $"Index the data set first: lookalike index <data set> --index {index.Path}",
                index.Path);
        }

        int[] picked = [.. EvenSpread.Positions(slots.Length, Math.Min(most, slots.Length), offset: 0).Select(i => slots[i])];
        var pixels = new ReadOnlyMemory<byte>[picked.Length];
        float[] vectors = new float[picked.Length * encoder.LatentSize];
        for (int i = 0; i < picked.Length; i++)
        {
            int slot = picked[i];
            pixels[i] = Find(known[names[slot]!], positions[slot]!.Value, hashes[slot], encoder.PixelCount, index);
            snapshot.Vectors.Span.Slice(slot * encoder.LatentSize, encoder.LatentSize).CopyTo(vectors.AsSpan(i * encoder.LatentSize));
        }

        return new RankedImages(pixels, vectors);
    }

    /// <summary>The pixels of one image, if they are still those that were encoded: a score of other images would say nothing.</summary>
    private static ReadOnlyMemory<byte> Find(ImageSet set, int position, string? hash, int pixelCount, ImageIndex index)
    {
        if (position < set.Count && set.PixelsPerImage == pixelCount && Convert.ToHexStringLower(SHA256.HashData(set[position]).AsSpan(0, HashLength)) == hash)
            return set.Pixels.Slice(position * pixelCount, pixelCount);
        throw new IndexException(
            $"{set.Name}/{position:00000} is not the image any more that {index.Path} was made of. Bring the index up to date: lookalike index {index.Source} --index {index.Path}",
            index.Path);
    }
}
