using Lookalike.Application.Searching;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Pixels;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Library;

/// <summary>A picture to search with, in a file or in memory. Immutable.</summary>
public sealed class QueryPicture
{
    private readonly ReadOnlyMemory<byte>? _encoded;
    private readonly PictureArea? _area;

    private QueryPicture(string name, ReadOnlyMemory<byte>? encoded, PictureArea? area) => (Name, _encoded, _area) = (name, encoded, area);

    /// <summary>Its path, or what else it is called.</summary>
    public string Name { get; }

    /// <summary>A picture in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="area">The part that is searched for; null for all of it.</param>
    public static QueryPicture FromFile(string path, PictureArea? area = null) => new(path, encoded: null, area);

    /// <summary>A picture in memory.</summary>
    /// <param name="encoded">The whole of a picture file. Retained.</param>
    /// <param name="name">What it is called, in messages too.</param>
    /// <param name="area">The part that is searched for; null for all of it.</param>
    public static QueryPicture FromBytes(ReadOnlyMemory<byte> encoded, string name, PictureArea? area = null) => new(name, encoded, area);

    /// <summary>The picture as the model takes it.</summary>
    /// <exception cref="PictureException">It cannot be read.</exception>
    internal QueryImage Read(Preprocessing preprocessing, long maxPixels, bool parts)
    {
        var look = new QueryLook(_area, parts, maxPixels);
        return _encoded is { } bytes ? QueryImage.FromBytes(bytes, Name, preprocessing, look) : QueryImage.FromFile(Name, preprocessing, look);
    }

    /// <summary>The picture as a person looks at it.</summary>
    internal ShownImage Show(long maxPixels) =>
        _encoded is { } bytes ? ShownImage.FromBytes(bytes, Name, _area, maxPixels) : ShownImage.FromFile(Name, _area, maxPixels);
}
