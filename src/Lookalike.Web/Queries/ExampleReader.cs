using Lookalike.Application.Library;
using Lookalike.Application.Searching;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;
using Lookalike.Index.Records;
using Lookalike.Models.Encoders;
using Lookalike.Web.Contracts;
using Lookalike.Web.Limits;
using Lookalike.Web.Pictures;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Queries;

/// <summary>Makes of an example what the index is searched with. Thread-safe.</summary>
internal sealed class ExampleReader(QueryShelf shelf, PictureWork work, LookalikeWebOptions options)
{
    /// <summary>What an uploaded picture is called in messages.</summary>
    public const string Uploaded = "uploaded picture";

    /// <summary>Reads the latent of an example.</summary>
    /// <param name="example">The example: valid.</param>
    /// <param name="moment">What is opened.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<SearchQuery> LatentAsync(PictureBody example, Moment moment, CancellationToken cancellationToken)
    {
        if (example is { Key: { } key, Crop: null })
            return (await moment.Opened.Searcher.FindAsync([key], cancellationToken).ConfigureAwait(false))[0];
        IImageEncoder encoder = moment.Opened.Encoder;
        if (example.Query is not { } token)
        {
            QueryImage indexed = await ImageAsync(example, moment, cancellationToken).ConfigureAwait(false);
            return await work.RunAsync(moment.Opened, _ => Encode(encoder, indexed), cancellationToken).ConfigureAwait(false);
        }

        StoredQuery stored = shelf.Get(token);
        string model = encoder.Description.Fingerprint, part = PartOf(example.Crop);
        if (stored.Find(model, part) is { } known) return known;
        SearchQuery query = await work.RunAsync(
            moment.Opened,
            _ => Encode(encoder, Read(stored.Bytes, Uploaded, example.Crop, encoder.Description.Preprocessing)),
            cancellationToken).ConfigureAwait(false);
        stored.Keep(model, part, query);
        return query;
    }

    /// <summary>Reads the pixels of an example as the model takes them.</summary>
    /// <param name="example">The example: valid.</param>
    /// <param name="moment">What is opened.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<QueryImage> ImageAsync(PictureBody example, Moment moment, CancellationToken cancellationToken)
    {
        Preprocessing input = moment.Opened.Encoder.Description.Preprocessing;
        if (example.Query is { } token)
        {
            StoredQuery stored = shelf.Get(token);
            return await work.RunAsync(
                moment.Opened, _ => Read(stored.Bytes, Uploaded, example.Crop, input), cancellationToken).ConfigureAwait(false);
        }

        ImageRecord record = await moment.RecordAsync(example.Key!, cancellationToken).ConfigureAwait(false);
        return await work.RunAsync(moment.Opened, _ => Indexed(), cancellationToken).ConfigureAwait(false);

        QueryImage Indexed() => Read(PictureSource.Read(record, moment), record.Key, example.Crop, input, PictureReader.DefaultMaxPixels);
    }

    /// <summary>Encodes an image.</summary>
    public static SearchQuery Encode(IImageEncoder encoder, QueryImage image) => SearchQuery.Of([image], Searcher.Encode(encoder, [image]))[0];

    /// <summary>Reads an uploaded picture.</summary>
    public QueryImage Read(ReadOnlyMemory<byte> bytes, string name, CropBody? crop, Preprocessing input) =>
        Read(bytes, name, crop, input, options.MaxPixels);

    /// <summary>The part under which the latent of a whole picture is kept.</summary>
    public static string PartOf(CropBody? crop) => crop is null ? "" : FormattableString.Invariant($"{crop.X},{crop.Y},{crop.Width},{crop.Height}");

    private static QueryImage Read(ReadOnlyMemory<byte> bytes, string name, CropBody? crop, Preprocessing input, long maxPixels)
    {
        PictureArea? area = null;
        if (crop is not null)
        {
            (int width, int height) = new PictureReader { MaxPixels = maxPixels }.Measure(bytes, name);
            int x = Math.Min((int)(crop.X * width), width - 1), y = Math.Min((int)(crop.Y * height), height - 1);
            area = new PictureArea(
                x, y, Math.Clamp((int)Math.Round(crop.Width * width), 1, width - x), Math.Clamp((int)Math.Round(crop.Height * height), 1, height - y));
        }

        return QueryPicture.FromBytes(bytes, name, area).Read(input, maxPixels, parts: false);
    }
}
