using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Reading;
using Lookalike.Imaging.Telemetry;

namespace Lookalike.Imaging.Tests.Telemetry;

public sealed class ImagingTelemetryTests
{
    private const string Read = "lookalike.imaging.pictures.read", Refused = "lookalike.imaging.pictures.refused";
    private const string Format = "lookalike.picture.format", Fault = "lookalike.picture.fault";

    private static readonly PixelShape Shape = new(3, 8, 8);

    [Fact]
    public async Task Pictures_are_counted_by_format_and_those_refused_by_fault_without_a_path()
    {
        using var folder = new Scratch();
        File.WriteAllBytes(folder["a.png"], Drawn.Box(64, 48, Corpus.Paper, Corpus.Ink).PngsaveBuffer());
        File.WriteAllBytes(folder["b.jpg"], Drawn.Box(64, 48, Corpus.Paper, Corpus.Ink).JpegsaveBuffer());
        File.WriteAllBytes(folder["half.png"], Corpus.Bad("half.png"));
        File.WriteAllText(folder["text.png"], "no picture");
        PictureFile[] files = [.. new[] { "a.png", "b.jpg", "half.png", "text.png", "gone.png" }.Select(n => new PictureFile { Path = folder[n], RelativePath = n })];
        using var heard = new HeardTelemetry(ImagingTelemetry.MeterName);

        await foreach (PictureResult _ in new PicturePipeline(new PictureReader(), Shape).ReadAsync(files, TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal((2, 1, 1), (heard.Sum(Read), heard.Sum(Read, Format, "png"), heard.Sum(Read, Format, "jpeg")));
        Assert.Equal((3, 1), (heard.Sum(Refused), heard.Sum(Refused, Format, "png")));
        Assert.Equal((1, 1, 1), (heard.Sum(Refused, Fault, "broken"), heard.Sum(Refused, Fault, "not_a_picture"), heard.Sum(Refused, Fault, "missing")));
        heard.AssertNoTagHas(folder.Folder);
    }

    [Fact]
    public void A_picture_that_was_decoded_and_refused_all_the_same_counts_once()
    {
        using var heard = new HeardTelemetry(ImagingTelemetry.MeterName);
        byte[] png = Drawn.Box(64, 48, Corpus.Paper, Corpus.Ink).PngsaveBuffer();

        Assert.Throws<PictureException>(() => new PictureReader { MaxPixels = 1 }.Read(png, "large", Shape));

        Assert.Equal((0, 1), (heard.Sum(Read), heard.Sum(Refused, Fault, "too_many_pixels")));
    }

    [Fact]
    public void While_nobody_listens_counting_allocates_nothing()
    {
        ImagingTelemetry.CountRead(PictureFormat.Png);
        ImagingTelemetry.CountRefused(PictureFault.Broken, PictureFormat.Png);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1000; i++) ImagingTelemetry.CountRead(PictureFormat.Png);
        for (int i = 0; i < 1000; i++) ImagingTelemetry.CountRefused(PictureFault.Broken, PictureFormat.Png);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
