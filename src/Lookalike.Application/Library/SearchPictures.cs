using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Imaging.Faults;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Library;

/// <summary>The pictures of a search request, read. One that cannot be read does not end the searches with the others.</summary>
internal sealed class SearchPictures
{
    /// <summary>The pictures that could be read, those that the hits shall look like first, and as many <see cref="Images"/>.</summary>
    public required IReadOnlyList<QueryPicture> Pictures { get; init; }

    /// <summary>What the model takes of each.</summary>
    public required IReadOnlyList<QueryImage> Images { get; init; }

    /// <summary>How many of them the hits shall look like.</summary>
    public required int Wanted { get; init; }

    /// <summary>Those that could not be read.</summary>
    public required IReadOnlyList<IndexFailure> Failures { get; init; }

    /// <summary>Reads them.</summary>
    /// <exception cref="PictureException">One cannot be read, and every query is made with it, or there is no other.</exception>
    public static SearchPictures Read(SearchRequest request, Preprocessing preprocessing)
    {
        var pictures = new List<QueryPicture>();
        var images = new List<QueryImage>();
        var failures = new List<IndexFailure>();
        bool isAlone = request.Mean || request.Pictures.Count + request.Keys.Count == 1;
        PictureException? first = null;
        foreach (QueryPicture picture in request.Pictures)
        {
            try
            {
                Add(picture);
            }
            catch (PictureException e) when (!isAlone)
            {
                first ??= e;
                failures.Add(IndexFailure.Of(e));
            }
        }

        if (first is not null && pictures.Count + request.Keys.Count == 0) throw first;
        int wanted = pictures.Count;
        foreach (QueryPicture picture in request.NegativePictures) Add(picture);
        return new SearchPictures { Pictures = pictures, Images = images, Wanted = wanted, Failures = failures };

        void Add(QueryPicture picture)
        {
            images.Add(picture.Read(preprocessing, request.MaxPixels, request.Crops));
            pictures.Add(picture);
        }
    }
}
