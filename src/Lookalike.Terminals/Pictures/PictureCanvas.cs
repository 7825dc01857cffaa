using System.Globalization;
using System.Text;

namespace Lookalike.Terminals.Pictures;

/// <summary>Sends pictures to a terminal by one of its protocols.</summary>
/// <param name="protocol">How.</param>
/// <param name="trueColour">Whether half blocks may have all colours, and not 256 only.</param>
/// <param name="cell">The size of a character in pixels, which sixels need.</param>
internal sealed class PictureCanvas(PictureProtocol protocol, bool trueColour, (int Width, int Height) cell)
{
    /// <summary>Bytes of base64 in one message to kitty, as its protocol has it.</summary>
    private const int KittyChunk = 4096;

    /// <summary>Pixels of a character where the terminal itself scales pictures to characters.</summary>
    private const int ScaledWidth = 9, ScaledHeight = 18;

    /// <summary>The pixels of a character: a picture for so many characters has so many times as many.</summary>
    public (int Width, int Height) Cell => protocol switch
    {
        PictureProtocol.Blocks => (1, 2),
        PictureProtocol.Sixel => cell,
        _ => (ScaledWidth, ScaledHeight),
    };

    /// <summary>Columns and rows of one picture of a result: half blocks show little in few.</summary>
    public (int Columns, int Rows) Box => protocol == PictureProtocol.Blocks ? (24, 12) : (18, 9);

    /// <summary>What the terminal is to be sent, up to the beginning of the line below the picture.</summary>
    /// <param name="image">The picture, of whole characters.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows.</param>
    public string Draw(TerminalImage image, int columns, int rows) => protocol switch
    {
        PictureProtocol.Kitty => Kitty(image, columns, rows) + "\n",
        PictureProtocol.Iterm => Iterm(image, columns, rows) + "\n",
        PictureProtocol.Sixel => Sixels.Encode(image) + "\n",
        _ => HalfBlocks.Encode(image, trueColour),
    };

    /// <summary>
    /// kitty's graphics protocol (sw.kovidgoyal.net/kitty/graphics-protocol): a PNG file in parts, placed on so many characters; the terminal answers nothing.
    /// </summary>
    private static string Kitty(TerminalImage image, int columns, int rows)
    {
        string data = Convert.ToBase64String(image.ToPng());
        var sent = new StringBuilder();
        for (int at = 0; at < data.Length; at += KittyChunk)
        {
            string head = at == 0 ? string.Create(CultureInfo.InvariantCulture, $"a=T,f=100,q=2,c={columns},r={rows},") : "";
            int more = at + KittyChunk < data.Length ? 1 : 0;
            sent.Append($"\e_G{head}m={more};{data.AsSpan(at, Math.Min(KittyChunk, data.Length - at))}\e\\");
        }

        return sent.ToString();
    }

    /// <summary>iTerm2's inline images (iterm2.com/documentation-images.html).</summary>
    private static string Iterm(TerminalImage image, int columns, int rows)
    {
        byte[] png = image.ToPng();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\e]1337;File=inline=1;size={png.Length};width={columns};height={rows};preserveAspectRatio=0:{Convert.ToBase64String(png)}\a");
    }
}
