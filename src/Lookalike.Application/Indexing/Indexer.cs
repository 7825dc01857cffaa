using System.Diagnostics;
using System.Globalization;
using Lookalike.Application.Telemetry;
using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Indexing;

/// <summary>Brings an index in step with a set of images: encodes what is new or changed, drops what is gone. Not safe to use from several threads.</summary>
internal sealed class Indexer
{
    /// <summary>Images of one transaction: what a kill can cost.</summary>
    private const int CommitSize = 8192;

    private readonly ImageIndex _index;
    private readonly IImageEncoder _encoder;

    /// <summary>Joins an index and the encoder of its model; both stay the caller's.</summary>
    /// <param name="index">An index opened for writing.</param>
    /// <param name="encoder">The encoder whose fingerprint the index has.</param>
    public Indexer(ImageIndex index, IImageEncoder encoder) => (_index, _encoder) = (index, encoder);

    /// <summary>Indexes one set.</summary>
    /// <param name="images">The images, of the encoder's shape. Labels are stored for display and evaluation.</param>
    /// <param name="progress">Told how many images are done, or null.</param>
    /// <param name="cancellationToken">Stops between two transactions; what was committed stays, and the next run goes on.</param>
    /// <exception cref="IndexException">The images have another shape than the model's, or the name of a folder that the index has.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async Task<IndexSummary> RunAsync(LabelledImageSet images, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(images);
        long start = Stopwatch.GetTimestamp();
        ImageSet set = images.Images;
        RequireShape(set);
        RequireName(set);
        string[] hashes = Hash(set);
        Dictionary<string, string> known = await KnownAsync(set.Name, cancellationToken).ConfigureAwait(false);
        int[] wanted = [.. Enumerable.Range(0, set.Count).Where(i => !known.TryGetValue(Key(set, i), out string? hash) || hash != hashes[i])];
        for (int i = 0; i < set.Count; i++) known.Remove(Key(set, i));

        int unchanged = set.Count - wanted.Length;
        foreach (int[] positions in wanted.Chunk(CommitSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _index.WriteAsync(Encode(images, positions, hashes), [], roots: null, cancellationToken).ConfigureAwait(false);
            ApplicationTelemetry.CountPictures(PictureOutcome.Encoded, positions.Length);
            unchanged += positions.Length;
            progress?.Report(new Progress($"indexing {set.Name}", unchanged, set.Count));
        }

        if (known.Count > 0) await _index.WriteAsync([], known.Keys, roots: null, cancellationToken).ConfigureAwait(false);
        ApplicationTelemetry.CountPictures(PictureOutcome.Removed, known.Count);
        ApplicationTelemetry.CountPictures(PictureOutcome.Unchanged, set.Count - wanted.Length);
        return new IndexSummary
        {
            Encoded = wanted.Length,
            Unchanged = set.Count - wanted.Length,
            Removed = known.Count,
            Failed = 0,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }

    private static string Key(ImageSet set, int position) => string.Create(CultureInfo.InvariantCulture, $"{set.Name}/{position:00000}");

    private static string[] Hash(ImageSet set)
    {
        string[] hashes = new string[set.Count];
        Parallel.For(0, set.Count, i => hashes[i] = ContentHash.Of(set[i]));
        return hashes;
    }

    private IEnumerable<ImageRecord> Encode(LabelledImageSet images, int[] positions, string[] hashes)
    {
        ImageSet set = images.Images;
        byte[] pixels = new byte[positions.Length * set.PixelsPerImage];
        for (int i = 0; i < positions.Length; i++) set[positions[i]].CopyTo(pixels.AsSpan(i * set.PixelsPerImage));
        float[] latents = new float[positions.Length * _encoder.Description.LatentSize];
        _encoder.Encode(pixels, positions.Length, latents);
        return positions.Select((position, i) => new ImageRecord
        {
            Key = Key(set, position),
            Set = set.Name,
            Position = position,
            Label = images.HasLabels ? images.Labels.Span[position] : null,
            ContentHash = hashes[position],
            Vector = latents.AsMemory(i * _encoder.Description.LatentSize, _encoder.Description.LatentSize),
        });
    }

    private void RequireShape(ImageSet set)
    {
        PixelShape shape = _encoder.Description.Preprocessing.Shape;
        if (set.Shape == shape) return;
        throw new IndexException(
            $"The model takes images of {shape}; {set.Name} has {set.Shape}. Train a model on these images.",
            _index.Path);
    }

    /// <summary>A key that begins with a root's name is a picture of that folder.</summary>
    private void RequireName(ImageSet set)
    {
        string first = set.Name.Split('/')[0];
        if (_index.Roots.Find(first) is not { } root) return;
        throw new IndexException(
            $"{_index.Path} has a folder of pictures named '{first}' ({root.Path}), and the data set {set.Name} would have the same keys. " +
                "Index it into another file, or drop the folder first.",
            _index.Path)
        {
            Remedy = new Remedy(RemedyKind.Remove, _index.Path, first),
        };
    }

    /// <summary>Key and content hash of every record of a set.</summary>
    private async Task<Dictionary<string, string>> KnownAsync(string set, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, string>();
        string prefix = set + "/";
        IndexSnapshot records = await _index.Store.ReadAsync(IndexColumns.ContentHash, cancellationToken).ConfigureAwait(false);
        for (int row = 0; row < records.Count; row++)
        {
            if (records.Keys[row].StartsWith(prefix, StringComparison.Ordinal)) known[records.Keys[row]] = records.ContentHashes[row] ?? "";
        }

        return known;
    }
}
