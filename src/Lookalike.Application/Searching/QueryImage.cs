using System.Globalization;
using Lookalike.Datasets;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;
using Lookalike.Imaging.Reading.Memory;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Searching;

/// <summary>An image to search with, brought to the model's input.</summary>
internal sealed class QueryImage
{
    internal QueryImage()
    {
    }

    /// <summary>What the query is called: its path, or its set and position.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>[C, H, W] of the model, 0..255.</summary>
    public ReadOnlyMemory<byte> Pixels { get; internal init; }

    /// <summary>The class, for display only, or null.</summary>
    public int? Label { get; internal init; }

    /// <summary>True where light and dark were swapped to match the images that the model was trained on.</summary>
    internal bool Inverted { get; init; }

    /// <summary>Whether a drawing was looked for in the picture, and found.</summary>
    internal PictureInk Ink { get; init; }

    /// <summary>Whether the picture is a raw file's preview.</summary>
    internal bool IsPreview { get; init; }

    /// <summary>The part of the picture that other things stand around, upright, in its pixels; null where nothing does.</summary>
    internal PictureArea? Inside { get; init; }

    /// <summary>What else the picture is looked at as, each [C, H, W] of the model, 0..255.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>> OtherViews { get; init; } = [];

    /// <summary>Reads a picture of any size and kind.</summary>
    /// <param name="path">The picture file.</param>
    /// <param name="preprocessing">The model's input.</param>
    /// <param name="look">What of it is looked at; null for all of it.</param>
    /// <exception cref="PictureException">The file is missing or no picture, or has too many pixels, or the part does not lie inside it.</exception>
    internal static QueryImage FromFile(string path, Preprocessing preprocessing, QueryLook? look = null)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        look ??= new QueryLook();
        using LoadedFile file = preprocessing.NewReader(look.MaxPixels, look.Area).Load(path, preprocessing.Shape, CancellationToken.None);
        return QueryViews.Read(file, path, preprocessing, look);
    }

    /// <summary>Reads a picture of any size and kind from memory.</summary>
    /// <param name="encoded">The whole of a picture file. Not retained.</param>
    /// <param name="name">What the query is called, in messages too.</param>
    /// <param name="preprocessing">The model's input.</param>
    /// <param name="look">What of it is looked at; null for all of it.</param>
    /// <exception cref="PictureException">The bytes are no picture, or one of too many pixels, or the part does not lie inside it.</exception>
    internal static QueryImage FromBytes(ReadOnlyMemory<byte> encoded, string name, Preprocessing preprocessing, QueryLook? look = null)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        using LoadedFile file = PictureReader.Loaded(encoded);
        return QueryViews.Read(file, name, preprocessing, look ?? new QueryLook());
    }

    /// <summary>Draws images of a set by a seed, without repetition.</summary>
    /// <param name="images">The images.</param>
    /// <param name="count">How many, at most as many as there are.</param>
    /// <param name="seed">The seed of the draw.</param>
    public static IReadOnlyList<QueryImage> Sample(LabelledImageSet images, int count, int seed)
    {
        ArgumentNullException.ThrowIfNull(images);
        int[] order = [.. Enumerable.Range(0, images.Images.Count)];
        new Random(seed).Shuffle(order);
        return [.. order.Take(count).Select(position => new QueryImage
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{images.Images.Name}/{position:00000}"),
            Pixels = images.Images[position].ToArray(),
            Label = images.HasLabels ? images.Labels.Span[position] : null,
        })];
    }
}
