using System.Buffers.Binary;
using Lookalike.Core.Files;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;
using Lookalike.Imaging.Sheets;
using NetVips;

namespace Lookalike.Imaging.Tests;

public sealed class PngMarkTests : IDisposable
{
    private readonly Scratch _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_marked_picture_is_known_by_its_first_bytes_and_reads_as_before()
    {
        using Image image = Drawn.Box(20, 10, [200], [30]);
        byte[] png = image.PngsaveBuffer(), marked = PngMark.Put(png);

        Assert.False(PngMark.IsIn(png));
        Assert.True(PngMark.IsIn(marked.AsSpan(0, PngMark.Length)));
        Assert.False(PngMark.IsIn(marked.AsSpan(0, PngMark.Length - 1)));
        var reader = new PictureReader();
        Assert.Equal(reader.Read(png, "png", new PixelShape(1, 10, 20)).Pixels, reader.Read(marked, "marked", new PixelShape(1, 10, 20)).Pixels);
    }

    [Fact]
    public void The_mark_is_a_chunk_as_PNG_has_it()
    {
        using Image image = Drawn.Box(20, 10, [200], [30]);
        ReadOnlySpan<byte> chunk = PngMark.Put(image.PngsaveBuffer()).AsSpan(33, PngMark.Length - 33);
        Assert.Equal(chunk.Length - 12, BinaryPrimitives.ReadInt32BigEndian(chunk));
        Assert.Equal(Crc32(chunk[4..^4]), BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]));
    }

    [Fact]
    public void Montages_and_sheets_have_the_mark_and_a_walk_says_so()
    {
        var shape = new PixelShape(1, 8, 8);
        var tile = new Tile { Shape = shape, Pixels = new byte[64] };
        Montage.Save(_folder["montage.png"], [new MontageRow { Query = tile, Hits = [tile] }], "title");
        ReconstructionSheet.Save(_folder["sheet.png"], [new ReconstructionPair { Shape = shape, Original = new byte[64], Reconstruction = new byte[64] }]);
        using (Image image = Drawn.Box(20, 10, [200], [30])) image.Pngsave(_folder["picture.png"]);

        Assert.Equal(
            [("montage.png", PictureFault.Result), ("picture.png", null), ("sheet.png", PictureFault.Result)],
            PictureFolder.Walk(_folder.Folder, cancellationToken: TestContext.Current.CancellationToken).Select(f => (f.RelativePath, f.Fault?.Fault)));
    }

    /// <summary>As in the PNG specification, annex D, bit by bit.</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
