using System.Text;
using FsCheck.Xunit;
using Lookalike.Imaging.Formats;

namespace Lookalike.Imaging.Tests.Formats;

public sealed class PictureSignatureTests
{
    [Theory]
    [InlineData("photo.jpg", (int)PictureFormat.Jpeg)]
    [InlineData("plain.png", (int)PictureFormat.Png)]
    [InlineData("png-named.jpg", (int)PictureFormat.Png)]
    [InlineData("web.webp", (int)PictureFormat.WebP)]
    [InlineData("still.gif", (int)PictureFormat.Gif)]
    [InlineData("windows.bmp", (int)PictureFormat.Bmp)]
    [InlineData("scan.tif", (int)PictureFormat.Tiff)]
    [InlineData("modern.avif", (int)PictureFormat.Avif)]
    [InlineData("plain.ppm", (int)PictureFormat.Pnm)]
    public void The_first_bytes_tell_the_format_and_fewer_never_another(string name, int format)
    {
        byte[] encoded = Corpus.Good(name);

        Assert.Equal((PictureFormat)format, PictureSignature.Find(encoded.AsSpan(0, PictureSignature.Length)));
        for (int length = 0; length < PictureSignature.Length; length++)
            Assert.Contains(PictureSignature.Find(encoded.AsSpan(0, length)), new PictureFormat?[] { null, (PictureFormat)format });
    }

    [Theory]
    [InlineData("BMW, Audi and Opel: a list.")]
    [InlineData("RIFF....WAVEfmt a sound")]
    [InlineData("....ftypisom, which is a film")]
    [InlineData("II* is no TIFF without a zero")]
    [InlineData("%PDF-1.7 and so on, a document")]
    public void What_is_no_picture_is_none(string start) => Assert.Null(PictureSignature.Find(Encoding.ASCII.GetBytes(start)));

    [Property]
    public void Any_bytes_can_be_asked(byte[] start) => Assert.True(PictureSignature.Find(start) is null || start.Length >= 3);
}
