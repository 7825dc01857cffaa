using Lookalike.Application.Indexing;
using Lookalike.Core.Files;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Reading;
using Lookalike.Index;
using Lookalike.Index.Records;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Health;

/// <summary>The image of a record, read again and brought to the encoder's input.</summary>
internal sealed class IndexedImage
{
    private IndexedImage(ImageRecord record, byte[] pixels) => (Record, Pixels) = (record, pixels);

    /// <summary>The record with what is known of the image now; its vector is the caller's to set.</summary>
    public ImageRecord Record { get; }

    /// <summary>[C, H, W] of the encoder, 0..255.</summary>
    public byte[] Pixels { get; }

    /// <summary>Reads the image that a record's key names. Safe from any thread where the set of the record was opened before.</summary>
    /// <exception cref="PictureException">The file cannot be read as a picture.</exception>
    /// <exception cref="IndexException">The record belongs to no folder or data set that is there, or the data set has another shape.</exception>
    public static IndexedImage Read(ImageRecord record, ImageIndex index, IndexedSets sets, IImageEncoder encoder, PictureReader reader)
    {
        if (index.Roots.TryFindFile(record.Key, out string? path)) return OfFile(record, path, encoder, reader);
        if (ImageKey.TryReadPosition(record.Key, out string set, out int position)) return OfSet(record, set, position, index, sets, encoder);
        throw new IndexException($"{ImageKey.Shown(record.Key)} belongs to no folder of the index.", index.Path);
    }

    private static IndexedImage OfFile(ImageRecord record, string path, IImageEncoder encoder, PictureReader reader)
    {
        byte[] content;
        DateTimeOffset modified;
        try
        {
            modified = FileStatus.Of(path).LastWriteTime;
            content = StoredFile.ReadAll(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoredFile.Unreadable(path, e);
        }

        Picture picture = reader.Read(content, path, encoder.Description.Preprocessing.Shape, encoder.Description.Preprocessing.Background);
        return new IndexedImage(
            new ImageRecord
            {
                Key = record.Key,
                Set = ImageKey.Root(record.Key),
                Path = ImageKey.Path(record.Key),
                Size = content.Length,
                Modified = modified,
                Width = picture.SourceWidth,
                Height = picture.SourceHeight,
                Label = record.Label,
                ContentHash = ContentHash.Of(content),
            },
            picture.Pixels);
    }

    private static IndexedImage OfSet(ImageRecord record, string set, int position, ImageIndex index, IndexedSets sets, IImageEncoder encoder)
    {
        ImageSet images = sets.Find(set, out string? fault) ?? throw new IndexException($"{set} cannot be read: {fault}", index.Path);
        PixelShape shape = encoder.Description.Preprocessing.Shape;
        if (images.Shape != shape || position >= images.Count)
        {
            throw new IndexException(
                $"{record.Key} cannot be encoded: expected an image of {shape}, found {images.Count} of {images.Shape} in {images.Name}.",
                index.Path);
        }

        byte[] pixels = images[position].ToArray();
        return new IndexedImage(
            new ImageRecord { Key = record.Key, Set = set, Position = position, Label = record.Label, ContentHash = ContentHash.Of(pixels) },
            pixels);
    }
}
