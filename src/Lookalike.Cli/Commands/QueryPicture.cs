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

    private QueryPicture(QueryImage image, byte[]? encoded, PictureArea? area, PixelShape shape)
    {
        Image = image;
        _encoded = encoded;
        _area = area;
        _shape = shape;
    }

    public QueryImage Image { get; }

    /// <summary>Reads a picture.</summary>
    /// <param name="path">Its path, or <see cref="StandardInput.Mark"/>.</param>
    /// <param name="area">The part that is searched for, or null.</param>
    /// <param name="preprocessing">The model's input.</param>
    public static QueryPicture Read(string path, PictureArea? area, Preprocessing preprocessing)
    {
        byte[]? encoded = path == StandardInput.Mark ? StandardInput.ReadPicture() : QueryFile.IsOpenPipe(path) ? ReadPipe(path) : null;
        string name = path == StandardInput.Mark ? StandardInput.Name : path;
        QueryImage image = encoded is null ? QueryImage.FromFile(path, preprocessing, area) : QueryImage.FromBytes(encoded, name, preprocessing, area);
        return new QueryPicture(image, encoded, area, preprocessing.Shape);
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
        return _encoded is null ? ShownImage.FromFile(Image.Name, _area) : ShownImage.FromBytes(_encoded, Image.Name, _area);
    }
}
