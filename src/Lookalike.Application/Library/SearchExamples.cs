using Lookalike.Application.Searching;
using Lookalike.Core.Text;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Imaging.Reading;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Library;

/// <summary>The images of a search request as latents, the queries that become of them, and what stands for each on a montage.</summary>
internal sealed class SearchExamples
{
    private readonly IReadOnlyList<Func<bool, ShownImage>> _shown;
    private readonly IReadOnlyList<SearchQuery> _positives;
    private readonly bool _mean;

    /// <summary>Joins images.</summary>
    /// <param name="shown">Shows the first of the positives, as a picture or as the model sees them; the others are indexed images.</param>
    /// <param name="positives">What hits shall look like.</param>
    /// <param name="negatives">What they shall not look like.</param>
    /// <param name="mean">Whether all positives are one query.</param>
    private SearchExamples(IReadOnlyList<Func<bool, ShownImage>> shown, IReadOnlyList<SearchQuery> positives, IReadOnlyList<SearchQuery> negatives, bool mean)
    {
        (_shown, _positives, _mean) = (shown, positives, mean);
        Queries = mean ? [SearchQuery.Combine(positives, negatives)] : [.. positives.Select(p => SearchQuery.Combine([p], negatives))];
    }

    public IReadOnlyList<SearchQuery> Queries { get; }

    /// <summary>Joins the pictures with the indexed images of the request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="pictures">Its pictures.</param>
    /// <param name="latents">Their latents.</param>
    /// <param name="shape">The model's input.</param>
    /// <param name="searcher">Finds the indexed images.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<SearchExamples> JoinAsync(
        SearchRequest request, SearchPictures pictures, float[] latents, PixelShape shape, Searcher searcher, CancellationToken cancellationToken)
    {
        IReadOnlyList<SearchQuery> encoded = SearchQuery.Of(pictures.Images, latents);
        int count = pictures.Wanted;
        IReadOnlyList<SearchQuery> wanted = await searcher.FindAsync(request.Keys, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SearchQuery> unwanted = await searcher.FindAsync(request.NegativeKeys, cancellationToken).ConfigureAwait(false);
        return new SearchExamples(
            [.. pictures.Pictures.Take(count).Zip(pictures.Images, Shown)],
            [.. encoded.Take(count), .. wanted],
            [.. encoded.Skip(count), .. unwanted],
            request.Mean);

        // The picture beside hits that are pictures, and what the model sees of it beside hits that are images of a data set.
        Func<bool, ShownImage> Shown(QueryPicture picture, QueryImage image) => asPicture =>
            asPicture ? picture.Show(request.MaxPixels) : new ShownImage { Shape = shape, Pixels = image.Pixels };
    }

    /// <summary>Draws indexed pictures.</summary>
    public static async Task<SearchExamples> DrawPicturesAsync(SearchRequest request, Searcher searcher, CancellationToken cancellationToken) =>
        new([], await searcher.DrawAsync(request.Sample!.Value, request.Seed, cancellationToken).ConfigureAwait(false), [], mean: false);

    /// <summary>Draws images of a data set.</summary>
    public static SearchExamples Draw(SearchRequest request, LabelledImageSet images, IImageEncoder encoder)
    {
        PixelShape shape = encoder.Description.Preprocessing.Shape;
        IReadOnlyList<QueryImage> drawn = QueryImage.Sample(images, request.Sample!.Value, request.Seed);
        return new SearchExamples(
            [.. drawn.Select(image => (Func<bool, ShownImage>)(_ => new ShownImage { Shape = shape, Pixels = image.Pixels }))],
            SearchQuery.Of(drawn, Searcher.Encode(encoder, drawn)),
            [],
            mean: false);
    }

    /// <summary>What was done to a picture that a person would not expect, or null.</summary>
    public static string? NoteOf(QueryImage image) => image switch
    {
        { IsPreview: true } => $"{image.Name}: its raw data is of a kind that is not known here; searched with the preview in it.",
        { Ink: PictureInk.Framed } => $"{image.Name}: what is drawn on it was taken off its ground and brought to the levels, size and place of the images "
            + "that the model was trained on.",
        { Ink: PictureInk.Blank } => $"{image.Name}: nothing drawn was found on it; searched with the whole of it.",
        { Inverted: true } => $"{image.Name}: dark on light, unlike the images that the model was trained on; searched with light and dark swapped.",
        { Inside: { } inside } =>
            $"{image.Name}: what stands around the picture was passed over; searched with the whole and with its part {inside} (left, top, width, height).",
        _ => null,
    };

    /// <summary>What stands for each query on a montage: its image; of several, the first.</summary>
    public IReadOnlyList<(ShownImage Image, string Caption)> Tiles(IndexedImages indexed) =>
    [
        .. Queries.Select((query, i) => (
            i < _shown.Count ? _shown[i](indexed.HoldsPictures) : indexed.Show(_positives[i].Name),
            _mean && _positives.Count > 1 ? $"mean of {_positives.Count}"
                : query.Label is { } own ? $"label {own}"
                : VisibleText.Of(Path.GetFileName(_positives[i].Name)))),
    ];
}
