using Lookalike.Application.Searching;
using Lookalike.Core;
using Lookalike.Core.Text;
using Lookalike.Imaging.Sheets;

namespace Lookalike.Application.Drawing;

/// <summary>Indexed images as tiles of sheets and pages.</summary>
/// <param name="images">Shows them.</param>
/// <param name="tell">Told of each picture that cannot be shown, once, and what to do about it; its tile is grey and says so.</param>
internal sealed class DrawnImages(IndexedImages images, Action<string, Remedy?> tell)
{
    private readonly HashSet<string> _told = [];

    /// <summary>Shows an indexed image.</summary>
    public ShownImage Show(string key) => images.Show(key);

    /// <summary>A tile of an image.</summary>
    public Tile Tile(ShownImage image, string caption, TileFrame frame, string? path)
    {
        if (image.Fault is { } fault)
        {
            if (_told.Add(fault)) tell(fault, image.Remedy);
            caption += "\nmissing";
        }

        return new Tile { Shape = image.Shape, Pixels = image.Pixels, Caption = caption, Frame = frame, Path = path };
    }

    /// <summary>A tile of an indexed image.</summary>
    public Tile Tile(string key, string caption, TileFrame frame, string? path) => Tile(Show(key), caption, frame, path);

    /// <summary>A picture's name with its folder's: cameras give the same names in each.</summary>
    public static string NameIn(string key) => VisibleText.Of(string.Join('/', key.Split('/') is [.., var folder, var name] ? [folder, name] : [key]));
}
