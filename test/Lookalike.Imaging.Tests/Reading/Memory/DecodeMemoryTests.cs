using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;
using Lookalike.Imaging.Reading.Memory;
using NetVips;

namespace Lookalike.Imaging.Tests.Reading.Memory;

/// <summary>What decoding takes by format, and what becomes of pictures that there is no memory for.</summary>
public sealed class DecodeMemoryTests : IDisposable
{
    private const int Side = 3000;
    private const double Megapixels = Side * Side / 1e6;

    private static readonly PixelShape Shape = new(3, 32, 32);
    private readonly Scratch _folder = new();

    /// <summary>Files of 9 megapixels, and the bytes for a pixel that decoding them takes; measured.</summary>
    public static TheoryData<string, double> Whole => new()
    {
        { "interlaced.png", 3 },
        { "interlaced-16.png", 6 },
        { "progressive.jpg", 3 },
        { "progressive-grey.jpg", 2 },
        { "still.gif", 4 },
        { "lossless.webp", 4 },
        { "modern.avif", 15 },
        { "plain.ppm", 3 },
    };

    public static TheoryData<string> RowByRow => ["plain.png", "baseline.jpg", "lossy.webp", "strips.tif", "tiles.tif"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Whole))]
    public void A_format_that_is_decoded_whole_takes_memory_for_every_pixel(string name, double bytes)
    {
        byte[] file = Encode(name);
        Assert.InRange(Estimate(file) / 1e6, bytes * Megapixels, (bytes + 6) * Megapixels);

        PictureException refusal = Assert.Throws<PictureException>(() => Reader(bytes * Megapixels).Read(file, name, Shape));

        Assert.Equal(PictureFault.TooMuchMemory, refusal.Fault);
        Assert.Contains($"{Side} x {Side} pixels", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{Math.Ceiling(bytes * Megapixels):N0} MB", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(Reader((bytes + 6) * Megapixels).Read(file, name, Shape));
    }

    [Theory]
    [MemberData(nameof(RowByRow))]
    public void A_format_that_is_decoded_row_by_row_takes_little(string name)
    {
        byte[] file = Encode(name);

        Assert.InRange(Estimate(file) / 1e6, 1, 2 * Megapixels);
        Assert.NotNull(Reader(2 * Megapixels).Read(file, name, Shape));
    }

    [Fact]
    public void Cutting_a_part_out_at_full_size_takes_memory_for_every_pixel()
    {
        byte[] file = Encode("plain.png");
        var reader = new PictureReader { Memory = new PictureMemory((long)(2 * Megapixels * 1e6)), Area = new PictureArea(10, 10, 20, 20) };

        Assert.Equal(PictureFault.TooMuchMemory, Assert.Throws<PictureException>(() => reader.Read(file, "part", Shape)).Fault);
    }

    [Fact]
    public void A_file_counts_with_its_own_bytes()
    {
        string path = _folder["large.ppm"];
        File.WriteAllBytes(path, Encode("plain.ppm"));

        PictureException refusal = Assert.Throws<PictureException>(() => Reader(20).Read(path, Shape));

        Assert.Equal((PictureFault.TooMuchMemory, path), (refusal.Fault, refusal.Path));
        Assert.Contains("the file has 28 MB", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(PictureFault.TooMuchMemory, Assert.Throws<PictureException>(() => Reader(50).Read(path, Shape)).Fault);
        Assert.NotNull(Reader(80).Read(path, Shape));
    }

    [Fact]
    public async Task Pictures_that_do_not_fit_side_by_side_are_all_read_and_in_their_order()
    {
        // Each takes more than half of what there is, but the small ones between.
        byte[] large = Encode("interlaced.png"), small = Drawn.Box(40, 30, Corpus.Paper, Corpus.Ink).PngsaveBuffer();
        PictureFile[] files = [.. Enumerable.Range(0, 12).Select(i => Write($"{i}.png", i % 3 == 0 ? small : large))];

        List<PictureResult> results = await ReadAsync(Reader(1.2 * Estimate(large) / 1e6), files);

        Assert.Equal(files, results.Select(result => result.File));
        Assert.All(results, result => Assert.NotNull(result.Picture));
    }

    [Fact]
    public async Task A_picture_that_never_fits_is_refused_and_the_others_are_read()
    {
        byte[] large = Encode("interlaced-16.png"), small = Encode("plain.png");
        PictureFile[] files = [.. Enumerable.Range(0, 6).Select(i => Write($"{i}.png", i % 2 == 0 ? small : large))];

        List<PictureResult> results = await ReadAsync(Reader(2 * Megapixels), files);

        Assert.Equal([null, PictureFault.TooMuchMemory, null, PictureFault.TooMuchMemory, null, PictureFault.TooMuchMemory], results.Select(result => result.Fault?.Fault));
        Assert.Equal(files[1].Path, results[1].Fault!.Path);
    }

    [Fact]
    public async Task Who_waits_for_memory_is_cancelled()
    {
        var memory = new PictureMemory((long)(10 * Megapixels * 1e6));
        PictureFile file = Write("a.png", Encode("interlaced.png"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using IDisposable all = memory.Take(memory.Bytes, stop.Token);
        Task reading = Task.Run(
            async () =>
            {
                await foreach (PictureResult result in new PicturePipeline(new PictureReader { Memory = memory }, Shape).ReadAsync([file], stop.Token)) Assert.Fail("There was memory.");
            },
            TestContext.Current.CancellationToken);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_file_that_is_not_wanted_needs_no_memory_for_decoding()
    {
        PictureFile file = Write("a.png", Encode("interlaced.png"));
        var pipeline = new PicturePipeline(Reader(Megapixels), Shape) { Wanted = (_, _) => false };
        await foreach (PictureResult result in pipeline.ReadAsync([file], TestContext.Current.CancellationToken))
        {
            Assert.Null(result.Fault);
            Assert.NotNull(result.ContentHash);
        }
    }

    private static PictureReader Reader(double megabytes) => new() { Memory = new PictureMemory((long)(megabytes * 1e6)) };

    private static long Estimate(byte[] file)
    {
        PictureHeader header = PictureHeader.Read(new HeaderBytes(file), PictureSignature.Find(file)!.Value);
        Assert.Equal((Side, Side), (header.Width, header.Height));
        return header.DecodeBytes(header.Width, header.Height, whole: false);
    }

    private static byte[] Encode(string name)
    {
        LibVips.Start();
        using Image scene = Drawn.Box(Side, Side, Corpus.Paper, Corpus.Ink);
        return name switch
        {
            "interlaced.png" => scene.PngsaveBuffer(interlace: true, compression: 1),
            "interlaced-16.png" => (scene.Cast(Enums.BandFormat.Ushort) * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16).PngsaveBuffer(bitdepth: 16, interlace: true, compression: 1),
            "plain.png" => scene.PngsaveBuffer(compression: 1),
            "progressive.jpg" => scene.JpegsaveBuffer(interlace: true),
            "progressive-grey.jpg" => scene.Colourspace(Enums.Interpretation.Bw).JpegsaveBuffer(interlace: true),
            "baseline.jpg" => scene.JpegsaveBuffer(),
            "still.gif" => scene.GifsaveBuffer(effort: 1),
            "lossless.webp" => scene.WebpsaveBuffer(lossless: true, effort: 0),
            "lossy.webp" => scene.WebpsaveBuffer(effort: 0),
            "strips.tif" => scene.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw),
            "tiles.tif" => scene.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw, tile: true, tileWidth: 256, tileHeight: 256),
            "modern.avif" => scene.HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0),
            _ => [.. "P6 3000 3000 255\n"u8, .. scene.WriteToMemory<byte>()],
        };
    }

    private static async Task<List<PictureResult>> ReadAsync(PictureReader reader, PictureFile[] files)
    {
        var results = new List<PictureResult>();
        var pipeline = new PicturePipeline(reader, Shape) { Threads = 4 };
        await foreach (PictureResult result in pipeline.ReadAsync(files, TestContext.Current.CancellationToken)) results.Add(result);
        return results;
    }

    private PictureFile Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder[name], bytes);
        return new PictureFile { Path = _folder[name], RelativePath = name };
    }
}
