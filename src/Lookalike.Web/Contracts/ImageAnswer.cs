using System.ComponentModel;

namespace Lookalike.Web.Contracts;

/// <summary>An indexed image.</summary>
internal sealed class ImageAnswer
{
    [Description("Its id, in addresses. The same as long as its key is.")]
    public required string Id { get; init; }

    [Description("Its key.")]
    public required string Key { get; init; }

    [Description("Its class, or null.")]
    public required int? Label { get; init; }

    [Description("Bytes of its file when it was indexed; null where it has none of its own.")]
    public required long? Bytes { get; init; }

    [Description("When its file was last written, in UTC; null where it has none of its own.")]
    public required DateTimeOffset? Modified { get; init; }

    [Description("Pixels, upright; null where it has no file of its own.")]
    public required int? Width { get; init; }

    [Description("Pixels, upright; null where it has no file of its own.")]
    public required int? Height { get; init; }

    [Description("The first 128 bits of the SHA-256 of its content.")]
    public required string ContentHash { get; init; }

    [Description("How far it is from the nearest other image; null where the images are not listed by that.")]
    public required float? Strangeness { get; init; }

    [Description("The address of its thumbnail, which may be kept for ever.")]
    public required string Thumbnail { get; init; }

    [Description("Its thumbnail as a data URL, where `embed` asked for it and it is kept already and small; else null.")]
    public required string? Embedded { get; init; }

    [Description("The address of its file; null where it has none of its own, or files are not handed out.")]
    public required string? File { get; init; }
}

/// <summary>A page of the collection.</summary>
internal sealed class ImagesAnswer
{
    [Description("The images, in the order that was asked for.")]
    public required IReadOnlyList<ImageAnswer> Images { get; init; }

    [Description("`after` of the next page; null where this is the last.")]
    public required string? Next { get; init; }
}

/// <summary>An uploaded picture.</summary>
internal sealed class QueryAnswer
{
    [Description("Its token, to search with.")]
    public required string Query { get; init; }

    [Description("When it is forgotten, if not before.")]
    public required DateTimeOffset Expires { get; init; }

    [Description("Pixels, upright.")]
    public required int Width { get; init; }

    [Description("Pixels, upright.")]
    public required int Height { get; init; }

    [Description("What was done to it that a person would not expect, such as passing over a frame; or null.")]
    public required string? Note { get; init; }
}

/// <summary>Why two images are alike.</summary>
internal sealed class ExplanationAnswer
{
    [Description("Rows of the grid.")]
    public required int Rows { get; init; }

    [Description("Columns of the grid.")]
    public required int Columns { get; init; }

    [Description("For each cell of the query, row by row: how much farther apart the two are when it is hidden.")]
    public required IReadOnlyList<float> Query { get; init; }

    [Description("The same for the hit.")]
    public required IReadOnlyList<float> Hit { get; init; }

    [Description("How far apart the two are as they are.")]
    public required float BaseDistance { get; init; }

    [Description("Images that were encoded for it.")]
    public required int Passes { get; init; }

    [Description("How long it took, without the waiting.")]
    public required double Milliseconds { get; init; }
}
