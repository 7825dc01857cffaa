using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;
using Lookalike.Index;
using Lookalike.Index.Records;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Health;

/// <summary>Encodes images of an index again, in batches: reads them on all cores, and gives their records new vectors.</summary>
internal sealed class ImageReencoder(ImageIndex index, IndexedSets sets, IImageEncoder encoder, long maxPixels = PictureReader.DefaultMaxPixels)
{
    /// <summary>Images whose pixels are in memory at once.</summary>
    public const int BatchSize = 256;

    private readonly PictureReader _reader = encoder.Description.Preprocessing.NewReader(maxPixels);

    /// <summary>Encodes the images of at most <see cref="BatchSize"/> records.</summary>
    /// <param name="records">The records, as they are stored.</param>
    /// <param name="failed">Told the key and the fault of each image that cannot be read.</param>
    /// <param name="cancellationToken">Looked at before every image.</param>
    /// <returns>The records of the others, as their images are now, with new vectors, in the order given.</returns>
    public List<ImageRecord> Encode(IReadOnlyList<ImageRecord> records, Action<string, LookalikeException> failed, CancellationToken cancellationToken)
    {
        // Sets are opened one at a time; from then on they are only looked up.
        foreach (ImageRecord record in records)
        {
            if (!index.Roots.TryFindFile(record.Key, out _) && ImageKey.TryReadPosition(record.Key, out string set, out _)) sets.Find(set, out _);
        }

        var images = new IndexedImage?[records.Count];
        var faults = new LookalikeException?[records.Count];
        Parallel.For(0, records.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            try
            {
                images[i] = IndexedImage.Read(records[i], index, sets, encoder, _reader);
            }
            catch (LookalikeException e) when (e is PictureException or IndexException)
            {
                faults[i] = e;
            }
        });
        for (int i = 0; i < faults.Length; i++)
        {
            if (faults[i] is { } fault) failed(records[i].Key, fault);
        }

        return Encode([.. images.OfType<IndexedImage>()]);
    }

    private List<ImageRecord> Encode(IndexedImage[] images)
    {
        byte[] pixels = new byte[images.Length * encoder.Description.PixelCount];
        float[] latents = new float[images.Length * encoder.Description.LatentSize];
        for (int i = 0; i < images.Length; i++) images[i].Pixels.CopyTo(pixels, i * encoder.Description.PixelCount);
        encoder.Encode(pixels, images.Length, latents);
        for (int i = 0; i < images.Length; i++) images[i].Record.Vector = latents.AsMemory(i * encoder.Description.LatentSize, encoder.Description.LatentSize);
        return [.. images.Select(image => image.Record)];
    }
}
