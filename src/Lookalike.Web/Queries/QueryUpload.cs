using Lookalike.Application.Library;
using Lookalike.Application.Searching;
using Lookalike.Imaging.Reading;
using Lookalike.Models.Encoders;
using Lookalike.Web.Contracts;
using Lookalike.Web.Limits;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Queries;

/// <summary>Takes an uploaded picture: it is decoded and encoded at once, so that what is wrong with it is told to whoever sends it. Thread-safe.</summary>
internal sealed class QueryUpload(QueryShelf shelf, ExampleReader reader, PictureWork work, LookalikeWebOptions options)
{
    /// <summary>Keeps a picture.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="moment">What is opened.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="Imaging.Faults.PictureException">It is no picture, or a broken one, or too large.</exception>
    public async Task<QueryAnswer> KeepAsync(ReadOnlyMemory<byte> bytes, Moment moment, CancellationToken cancellationToken)
    {
        IImageEncoder encoder = moment.Opened.Encoder;
        (QueryImage image, SearchQuery latent, int width, int height) = await work.RunAsync(
            moment.Opened, _ => Read(bytes, encoder), cancellationToken).ConfigureAwait(false);
        StoredQuery stored = shelf.Add(bytes);
        stored.Keep(encoder.Description.Fingerprint, ExampleReader.PartOf(crop: null), latent);
        return new QueryAnswer
        {
            Query = stored.Token,
            Expires = stored.Expires,
            Width = width,
            Height = height,
            Note = SearchExamples.NoteOf(image),
        };
    }

    private (QueryImage Image, SearchQuery Latent, int Width, int Height) Read(ReadOnlyMemory<byte> bytes, IImageEncoder encoder)
    {
        (int width, int height) = new PictureReader { MaxPixels = options.MaxPixels }.Measure(bytes, ExampleReader.Uploaded);
        QueryImage image = reader.Read(bytes, ExampleReader.Uploaded, crop: null, encoder.Description.Preprocessing);
        return (image, ExampleReader.Encode(encoder, image), width, height);
    }
}
