using Lookalike.Application.Strangeness;
using Lookalike.Core.Globs;
using Lookalike.Index.Records;
using Lookalike.Web.Contracts;
using Lookalike.Web.Limits;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Lookalike.Web.Thumbnails;
using Microsoft.AspNetCore.Http;

namespace Lookalike.Web.Endpoints;

/// <summary>Lists the images of the collection in an order, a page at a time. Thread-safe.</summary>
internal sealed class ImageLister(ServedLibrary served, WorkQueues queues, ThumbnailMaker maker, LookalikeWebOptions options)
{
    /// <summary>A page by key.</summary>
    /// <param name="context">The request.</param>
    /// <param name="after">The id of the last image of the page before; null for the first page.</param>
    /// <param name="count">Images of the page, 1 and up.</param>
    /// <param name="match">What their keys match; null for any.</param>
    /// <param name="embed">The size of the thumbnails that come with them; null for none.</param>
    public async Task<ImagesAnswer> ByKeyAsync(HttpContext context, string? after, int count, Glob? match, int? embed)
    {
        CancellationToken aborted = context.RequestAborted;
        string? key = after is null ? null : ImageId.KeyOf(after);

        // A pattern that few keys match is a walk through all of them: it waits its turn as a search does. One more tells whether there is another page.
        IReadOnlyList<ImageRecord> found = await queues.Searches.RunAsync(
            () => served.UseAsync(moment => moment.Opened.Index.Store.ListAsync(key, count + 1, match, aborted), aborted), aborted).ConfigureAwait(false);
        var addresses = new Addresses(context.Request);
        ImageAnswer[] page = [.. found.Take(count).Select(record => Answer(record, addresses, embed))];
        return new ImagesAnswer { Images = page, Next = found.Count > count ? page[^1].Id : null };
    }

    /// <summary>A page by strangeness, the strangest first.</summary>
    /// <param name="context">The request.</param>
    /// <param name="after">The place of the last image of the page before; null for the first page.</param>
    /// <param name="count">Images of the page, 1 and up.</param>
    /// <param name="match">What their keys match; null for any.</param>
    /// <param name="embed">The size of the thumbnails that come with them; null for none.</param>
    public async Task<ImagesAnswer> ByStrangenessAsync(HttpContext context, string? after, int count, Glob? match, int? embed)
    {
        CancellationToken aborted = context.RequestAborted;
        StrangePlace? begin = after is null ? null : StrangePlace.Parse(after);
        var addresses = new Addresses(context.Request);
        return await served.UseAsync(ListAsync, aborted).ConfigureAwait(false);

        async Task<ImagesAnswer> ListAsync(Moment moment)
        {
            ServedOrder measured = moment.Opened.Order;
            StrangenessOrder order = await measured.FindAsync(aborted).ConfigureAwait(false)
                ?? await queues.Orders.RunAsync(() => measured.MeasureAsync(aborted), aborted).ConfigureAwait(false);
            int[] places = [.. PlacesOf(order, begin, match, aborted).Take(count + 1)];
            IEnumerable<int> shown = places.Take(count);
            Dictionary<string, float> distances = shown.ToDictionary(order.Key, order.Distance, StringComparer.Ordinal);
            IReadOnlyList<ImageRecord> records = await moment.Opened.Index.Store.GetAsync(
                shown.Select(order.Key), includeVectors: false, aborted).ConfigureAwait(false);
            return new ImagesAnswer
            {
                Images = [.. records.Select(record => Answer(record, addresses, embed, distances[record.Key]))],
                Next = places.Length > count ? new StrangePlace(order.Distance(places[count - 1]), order.Key(places[count - 1])).ToString() : null,
            };
        }
    }

    /// <summary>An image as it is told of.</summary>
    public ImageAnswer Answer(ImageRecord record, Addresses addresses, int? embed = null, float? strangeness = null) => new()
    {
        Id = ImageId.Of(record.Key),
        Key = record.Key,
        Label = record.Label,
        Bytes = record.Size,
        Modified = record.Modified,
        Width = record.Width,
        Height = record.Height,
        ContentHash = record.ContentHash,
        Strangeness = strangeness,
        Thumbnail = addresses.Thumbnail(record),
        Embedded = maker.Embed(record, embed),
        File = options.ServeOriginals && record.Path is not null ? addresses.File(record) : null,
    };

    private static IEnumerable<int> PlacesOf(StrangenessOrder order, StrangePlace? begin, Glob? match, CancellationToken cancellationToken)
    {
        for (int place = begin is null ? 0 : order.Behind(begin.Distance, begin.Key); place < order.Count; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (match?.IsMatch(order.Key(place)) != false) yield return place;
        }
    }
}
