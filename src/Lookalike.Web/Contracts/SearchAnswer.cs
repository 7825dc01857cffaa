using System.ComponentModel;

namespace Lookalike.Web.Contracts;

/// <summary>The hits of a search.</summary>
internal sealed class SearchAnswer
{
    [Description("The distance.")]
    public required MetricName Metric { get; init; }

    [Description("`exact` where every image was compared, else `approximate`.")]
    public required string Method { get; init; }

    [Description("Images of the index.")]
    public required long Images { get; init; }

    [Description("How long the search took, without the waiting.")]
    public required double Milliseconds { get; init; }

    [Description("The hits, nearest first.")]
    public required IReadOnlyList<HitAnswer> Hits { get; init; }

    [Description("`skip` of the next page; null where this is the last.")]
    public required int? Next { get; init; }
}

/// <summary>An indexed image and how far it is.</summary>
internal sealed class HitAnswer
{
    [Description("The id of the image, in addresses.")]
    public required string Id { get; init; }

    [Description("Its key.")]
    public required string Key { get; init; }

    [Description("1 for the nearest.")]
    public required int Rank { get; init; }

    [Description("Smaller is more similar.")]
    public required float Distance { get; init; }

    [Description("Its class, or null.")]
    public required int? Label { get; init; }

    [Description("How many near copies of it were left out.")]
    public required int NearIdentical { get; init; }

    [Description("Pixels of the picture, upright; null for an image without a file of its own.")]
    public required int? Width { get; init; }

    [Description("Pixels of the picture, upright; null for an image without a file of its own.")]
    public required int? Height { get; init; }

    [Description("The address of its thumbnail, which may be kept for ever.")]
    public required string Thumbnail { get; init; }

    [Description("Its thumbnail as a data URL, where `embed` asked for it and it is kept already and small; else null.")]
    public required string? Embedded { get; init; }
}
