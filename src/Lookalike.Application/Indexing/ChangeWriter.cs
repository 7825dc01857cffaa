using System.Diagnostics;
using Lookalike.Imaging.Reading;
using Lookalike.Index.Records;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Indexing;

/// <summary>Encodes pictures in batches and writes changes in transactions: one every 256 pictures, or every half second where they come slower.</summary>
/// <param name="index">The index.</param>
/// <param name="encoder">The encoder, which is opened for the first picture that is encoded.</param>
/// <param name="known">The records as they were when the run began.</param>
internal sealed class ChangeWriter(ImageIndex index, Lazy<IImageEncoder> encoder, KnownPictures known)
{
    /// <summary>The most changes of one transaction: what a kill can cost.</summary>
    public const int CommitSize = 256;

    private static readonly TimeSpan CommitInterval = TimeSpan.FromSeconds(0.5);

    private readonly List<ImageRecord> _toEncode = [];
    private readonly List<ImageRecord> _records = [];
    private readonly List<string> _deleted = [];
    private byte[]? _pixels;
    private long _committed = Stopwatch.GetTimestamp();

    public async Task WriteAsync(PictureChange change, Picture? picture, CancellationToken cancellationToken)
    {
        switch (change.Kind)
        {
            case ChangeKind.Encode:
                Encode(change, picture!);
                break;
            case ChangeKind.Touch or ChangeKind.Copy or ChangeKind.Move:
                _records.Add(TakeOver(change));
                if (change.Kind == ChangeKind.Move) _deleted.Add(known.Key(change.Source));
                break;
            case ChangeKind.Remove:
                _deleted.Add(change.Scanned.Key);
                break;
            default:
                return;
        }

        bool due = _records.Count + _toEncode.Count + _deleted.Count >= CommitSize || Stopwatch.GetElapsedTime(_committed) >= CommitInterval;
        if (due) await CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what is left, and deletes records.</summary>
    public Task FinishAsync(IEnumerable<int> gone, CancellationToken cancellationToken)
    {
        _deleted.AddRange(gone.Select(known.Key));
        return CommitAsync(cancellationToken);
    }

    private void Encode(PictureChange change, Picture picture)
    {
        _pixels ??= new byte[Math.Min(encoder.Value.BatchSize, CommitSize) * encoder.Value.Description.PixelCount];
        picture.Pixels.CopyTo(_pixels, _toEncode.Count * encoder.Value.Description.PixelCount);
        _toEncode.Add(Record(change, picture.SourceWidth, picture.SourceHeight));
        if ((_toEncode.Count + 1) * encoder.Value.Description.PixelCount > _pixels.Length) EncodeWaiting();
    }

    private void EncodeWaiting()
    {
        if (_toEncode.Count == 0) return;
        float[] latents = new float[_toEncode.Count * encoder.Value.Description.LatentSize];
        encoder.Value.Encode(_pixels.AsSpan(0, _toEncode.Count * encoder.Value.Description.PixelCount), _toEncode.Count, latents);
        for (int i = 0; i < _toEncode.Count; i++)
            _toEncode[i].Vector = latents.AsMemory(i * encoder.Value.Description.LatentSize, encoder.Value.Description.LatentSize);
        _records.AddRange(_toEncode);
        _toEncode.Clear();
    }

    private ImageRecord TakeOver(PictureChange change)
    {
        ImageRecord record = Record(change, known.Width(change.Source), known.Height(change.Source));
        record.Vector = known.Vector(change.Source);
        return record;
    }

    private static ImageRecord Record(PictureChange change, int? width, int? height) => new()
    {
        Key = change.Scanned.Key,
        Set = change.Scanned.Root,
        Path = change.Scanned.File.RelativePath,
        Size = change.Scanned.File.Length,
        Modified = change.Scanned.File.LastWriteTime,
        Width = width,
        Height = height,
        ContentHash = change.ContentHash,
    };

    private async Task CommitAsync(CancellationToken cancellationToken)
    {
        EncodeWaiting();
        await index.WriteAsync(_records, _deleted, roots: null, cancellationToken).ConfigureAwait(false);
        _records.Clear();
        _deleted.Clear();
        _committed = Stopwatch.GetTimestamp();
    }
}
