using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary>The images that a search was given, as latents, and the queries that become of them.</summary>
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
        _shown = shown;
        _positives = positives;
        _mean = mean;
        Queries = mean ? [SearchQuery.Combine(positives, negatives)] : [.. positives.Select(p => SearchQuery.Combine([p], negatives))];
    }

    public IReadOnlyList<SearchQuery> Queries { get; }

    /// <summary>Reads the pictures, those that the hits shall look like first.</summary>
    public static IReadOnlyList<QueryPicture> Read(SearchQuestion question, Preprocessing preprocessing) =>
    [
        .. question.Pictures.Select(path => QueryPicture.Read(path, question.Area, preprocessing, question.MaxPixels)),
        .. question.NegativePictures.Select(path => QueryPicture.Read(path, area: null, preprocessing, question.MaxPixels)),
    ];

    /// <summary>Joins the pictures with the indexed images of the question.</summary>
    /// <param name="pictures">What <see cref="Read"/> gave.</param>
    /// <param name="latents">Their latents.</param>
    /// <param name="question">The question.</param>
    /// <param name="searcher">Finds the indexed images.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<SearchExamples> JoinAsync(
        IReadOnlyList<QueryPicture> pictures, float[] latents, SearchQuestion question, Searcher searcher, CancellationToken cancellation)
    {
        IReadOnlyList<SearchQuery> encoded = SearchQuery.Of([.. pictures.Select(p => p.Image)], latents);
        int count = question.Pictures.Count;
        IReadOnlyList<SearchQuery> positives = [.. encoded.Take(count), .. await searcher.FindAsync(question.Keys, cancellation)];
        IReadOnlyList<SearchQuery> negatives = [.. encoded.Skip(count), .. await searcher.FindAsync([.. question.NegativeKeys], cancellation)];
        return new SearchExamples([.. pictures.Take(count).Select(p => (Func<bool, ShownImage>)p.Show)], positives, negatives, question.Mean);
    }

    /// <summary>Draws images: of an index of folders indexed pictures, else images of the data set's test split.</summary>
    public static async Task<SearchExamples> DrawAsync(SearchQuestion question, ImageIndex index, Searcher searcher, IImageEncoder encoder, CancellationToken cancellation)
    {
        int count = question.Sample!.Value;
        if (index.Roots.All.Count > 0) return new SearchExamples([], await searcher.DrawAsync(count, question.Seed, cancellation), [], mean: false);
        IReadOnlyList<QueryImage> drawn = QueryImage.Sample(new DatasetStore().Open(index.Source, DatasetSplit.Test), count, question.Seed);
        return new SearchExamples(
            [.. drawn.Select(image => (Func<bool, ShownImage>)(_ => new ShownImage { Shape = encoder.Description.Preprocessing.Shape, Pixels = image.Pixels }))],
            SearchQuery.Of(drawn, Searcher.Encode(encoder, drawn)),
            [],
            mean: false);
    }

    /// <summary>What stands for each query on a montage: its image; of several, the first.</summary>
    public IReadOnlyList<QueryTile> Tiles(IndexedImages indexed) =>
    [
        .. Queries.Select((query, i) => new QueryTile
        {
            Image = i < _shown.Count ? _shown[i](indexed.HoldsPictures) : indexed.Show(_positives[i].Name),
            Caption = _mean && _positives.Count > 1 ? $"mean of {_positives.Count}"
                : query.Label is { } own ? $"label {own}"
                : VisibleText.Of(Path.GetFileName(_positives[i].Name)),
        }),
    ];
}
