using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary>The images that a search was given, as latents, and the queries that become of them.</summary>
internal sealed class SearchExamples
{
    private readonly IReadOnlyList<QueryImage> _pictures;
    private readonly IReadOnlyList<SearchQuery> _positives;
    private readonly bool _mean;

    private SearchExamples(IReadOnlyList<QueryImage> pictures, IReadOnlyList<SearchQuery> positives, IReadOnlyList<SearchQuery> negatives, bool mean)
    {
        _pictures = pictures;
        _positives = positives;
        _mean = mean;
        Queries = mean ? [SearchQuery.Combine(positives, negatives)] : [.. positives.Select(p => SearchQuery.Combine([p], negatives))];
    }

    public IReadOnlyList<SearchQuery> Queries { get; }

    /// <summary>Reads the pictures, those that the hits shall look like first.</summary>
    public static IReadOnlyList<QueryImage> Read(SearchQuestion question, Preprocessing preprocessing) =>
    [
        .. question.Pictures.Concat(question.NegativePictures).Select(path => path == StandardInput.Mark
            ? QueryImage.FromBytes(StandardInput.ReadAll(), StandardInput.Name, preprocessing)
            : QueryImage.FromFile(path, preprocessing)),
    ];

    /// <summary>Joins the pictures with the indexed images of the question.</summary>
    /// <param name="pictures">What <see cref="Read"/> gave.</param>
    /// <param name="latents">Their latents.</param>
    /// <param name="question">The question.</param>
    /// <param name="searcher">Finds the indexed images.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<SearchExamples> JoinAsync(
        IReadOnlyList<QueryImage> pictures, float[] latents, SearchQuestion question, Searcher searcher, CancellationToken cancellation)
    {
        IReadOnlyList<SearchQuery> encoded = SearchQuery.Of(pictures, latents);
        int count = question.Pictures.Count;
        IReadOnlyList<SearchQuery> positives = [.. encoded.Take(count), .. await searcher.FindAsync(question.Keys, cancellation)];
        IReadOnlyList<SearchQuery> negatives = [.. encoded.Skip(count), .. await searcher.FindAsync([.. question.NegativeKeys], cancellation)];
        return new SearchExamples([.. pictures.Take(count)], positives, negatives, question.Mean);
    }

    /// <summary>Draws images of the indexed data set's test split.</summary>
    public static SearchExamples Draw(SearchQuestion question, string source, Encoder encoder)
    {
        IReadOnlyList<QueryImage> drawn = QueryImage.Sample(new DatasetStore().Open(source, DatasetSplit.Test), question.Sample!.Value, question.Seed);
        return new SearchExamples(drawn, SearchQuery.Of(drawn, Searcher.Encode(encoder, drawn)), [], mean: false);
    }

    /// <summary>What stands for each query on a montage: its image; of several, the first.</summary>
    public IReadOnlyList<QueryTile> Tiles(IndexedImages indexed) =>
    [
        .. Queries.Select((query, i) => new QueryTile
        {
            Pixels = i < _pictures.Count ? _pictures[i].Pixels : indexed.Find(_positives[i].Name),
            Caption = _mean && _positives.Count > 1 ? $"mean of {_positives.Count}"
                : query.Label is { } own ? $"label {own}"
                : Path.GetFileName(_positives[i].Name),
        }),
    ];
}
