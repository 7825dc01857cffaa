using Lookalike.Application;
using Lookalike.Imaging;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary>A picture that a search was given, as the model takes it and as a person sees it.</summary>
internal sealed class QueryPicture
{
    private readonly byte[]? _encoded;
    private readonly PictureArea? _area;
    private readonly PixelShape _shape;
    private readonly long _maxPixels;

    private QueryPicture(QueryImage image, byte[]? encoded, PictureArea? area, PixelShape shape, long maxPixels)
    {
        Image = image;
        _encoded = encoded;
        _area = area;
        _shape = shape;
        _maxPixels = maxPixels;
    }

    public QueryImage Image { get; }

    /// <summary>What was done to the picture that a person would not expect, or null.</summary>
    public string? Note => Image switch
    {
        { Ink: PictureInk.Framed } => $"{Image.Name}: what is drawn on it was taken off its ground and brought to the levels, size and place of the images that the model was trained on.",
        { Ink: PictureInk.Blank } => $"{Image.Name}: nothing drawn was found on it; searched with the whole of it.",
        { Inverted: true } => $"{Image.Name}: dark on light, unlike the images that the model was trained on; searched with light and dark swapped.",
        _ => null,
    };

    /// <summary>Reads a picture.</summary>
    /// <param name="path">Its path, or <see cref="StandardInput.Mark"/>.</param>
    /// <param name="area">The part that is searched for, or null.</param>
    /// <param name="preprocessing">The model's input.</param>
    /// <param name="maxPixels">The most pixels that it may have.</param>
    public static QueryPicture Read(string path, PictureArea? area, Preprocessing preprocessing, long maxPixels)
    {
        byte[]? encoded = path == StandardInput.Mark ? StandardInput.ReadPicture() : QueryFile.IsOpenPipe(path) ? ReadPipe(path) : null;
        string name = path == StandardInput.Mark ? StandardInput.Name : path;
        QueryImage image = encoded is null ? QueryImage.FromFile(path, preprocessing, area, maxPixels) : QueryImage.FromBytes(encoded, name, preprocessing, area, maxPixels);
        return new QueryPicture(image, encoded, area, preprocessing.Shape, maxPixels);
    }

    private static byte[] ReadPipe(string path)
    {
        using FileStream pipe = File.OpenRead(path);
        return StandardInput.ReadPicture(pipe, path);
    }

    /// <summary>The picture beside hits that are pictures, and what the model sees of it beside hits that are images of a data set.</summary>
    public ShownImage Show(bool asPicture)
    {
        if (!asPicture) return new ShownImage { Shape = _shape, Pixels = Image.Pixels };
        return _encoded is null ? ShownImage.FromFile(Image.Name, _area, _maxPixels) : ShownImage.FromBytes(_encoded, Image.Name, _area, _maxPixels);
    }
}
