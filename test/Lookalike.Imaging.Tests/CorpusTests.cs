using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Tests;

/// <summary>The corpus through each way in: the reader, the folder, the pipeline.</summary>
public sealed class CorpusTests : IDisposable
{
    private static readonly PixelShape Shape = new(3, 32, 32);
    private static readonly PictureReader Reader = new();
    private readonly Scratch _folder = new();

    public static TheoryData<string> GoodNames => new(Corpus.GoodNames);

    public static TheoryData<string> BadNames => new(Corpus.BadNames);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(GoodNames))]
    public void A_good_picture_shows_its_scene_in_every_fit(string name)
    {
        byte[] encoded = Corpus.Good(name);
        foreach (PictureFit fit in Enum.GetValues<PictureFit>())
        {
            Picture picture = new PictureReader { Fit = fit }.Read(encoded, name, Shape, background: 0);

            Assert.Equal((64, 48), (picture.SourceWidth, picture.SourceHeight));
            AssertNear(Corpus.Ink, picture, 16, 16, $"{fit}, inside");
            AssertNear(Corpus.Paper, picture, 1, 16, $"{fit}, left");
            AssertNear(Corpus.Paper, picture, 16, fit == PictureFit.Pad ? 6 : 1, $"{fit}, top");
            if (fit == PictureFit.Pad) AssertNear([0, 0, 0], picture, 16, 1, "margin");
        }
    }

    [Theory]
    [MemberData(nameof(GoodNames))]
    public void A_good_picture_of_the_corpus_becomes_grey(string name)
    {
        Picture picture = Reader.Read(Corpus.Good(name), name, new PixelShape(1, 32, 32));

        Assert.InRange(picture.Pixels[(16 * 32) + 16], 75, 125);
        Assert.InRange(picture.Pixels[(16 * 32) + 1], 75, 135);
    }

    [Theory]
    [MemberData(nameof(GoodNames))]
    public void A_folder_finds_a_good_picture(string name)
    {
        File.WriteAllBytes(_folder[name], Corpus.Good(name));

        PictureFile file = Assert.Single(Walk());

        Assert.Equal((name, null), (file.RelativePath, file.Fault));
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public void A_bad_picture_is_refused_for_its_fault_and_named(string name)
    {
        string path = _folder[name];
        File.WriteAllBytes(path, Corpus.Bad(name));

        PictureException refusal = Assert.Throws<PictureException>(() => Reader.Read(path, Shape));

        Assert.Equal((Corpus.Fault(name), path), (refusal.Fault, refusal.Path));
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public void A_folder_reports_a_bad_picture_as_far_as_its_first_bytes_show(string name)
    {
        File.WriteAllBytes(_folder[name], Corpus.Bad(name));

        PictureFile file = Assert.Single(Walk());

        PictureFault? expected = Corpus.Fault(name) is PictureFault.Empty or PictureFault.NotAPicture or PictureFault.Unsupported ? Corpus.Fault(name) : null;
        Assert.Equal((name, expected), (file.RelativePath, file.Fault?.Fault));
    }

    [Fact]
    public async Task A_pipeline_returns_every_file_of_the_corpus_with_a_picture_or_a_fault()
    {
        var expected = new SortedDictionary<string, PictureFault?>(StringComparer.Ordinal);
        foreach (string name in Corpus.GoodNames)
        {
            expected[name] = null;
            File.WriteAllBytes(_folder[name], Corpus.Good(name));
        }

        foreach (string name in Corpus.BadNames)
        {
            expected[name] = Corpus.Fault(name);
            File.WriteAllBytes(_folder[name], Corpus.Bad(name));
        }

        var found = new List<(string, PictureFault?)>();
        await foreach (PictureResult result in new PicturePipeline(Reader, Shape).ReadAsync(Walk(), TestContext.Current.CancellationToken))
        {
            Assert.Equal(result.Fault is null, result.Picture is not null);
            found.Add((result.File.RelativePath, result.Fault?.Fault));
        }

        Assert.Equal(expected.Select(pair => (pair.Key, pair.Value)), found);
    }

    [Fact]
    public void A_picture_in_heic_is_called_by_its_name() =>
        Assert.Contains("found HEIC", Assert.Throws<PictureException>(() => Reader.Read(Corpus.Bad("phone.heic"), "phone.heic", Shape)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_named_like_a_picture_is_refused_as_unreadable()
    {
        string path = Directory.CreateDirectory(_folder["x.jpg"]).FullName;

        Assert.Equal(PictureFault.Unreadable, Assert.Throws<PictureException>(() => Reader.Read(path, Shape)).Fault);
    }

    [Fact]
    public void A_link_to_itself_is_refused_as_unreadable()
    {
        string path = File.CreateSymbolicLink(_folder["x.jpg"], "x.jpg").FullName;

        Assert.Equal(PictureFault.Unreadable, Assert.Throws<PictureException>(() => Reader.Read(path, Shape)).Fault);
        Assert.Equal(PictureFault.Unreadable, Assert.Single(Walk()).Fault?.Fault);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_as_missing() =>
        Assert.Equal(PictureFault.Missing, Assert.Throws<PictureException>(() => Reader.Read(_folder["none.jpg"], Shape)).Fault);

    [Fact]
    public void A_single_pixel_fills_the_shape_in_every_fit()
    {
        byte[] encoded = Drawn.Box(1, 1, [7, 80, 200], [7, 80, 200]).PngsaveBuffer();
        foreach (PictureFit fit in Enum.GetValues<PictureFit>())
        {
            Picture picture = new PictureReader { Fit = fit }.Read(encoded, "pixel", Shape);

            for (int channel = 0; channel < 3; channel++)
                Assert.All(picture.Pixels[(channel * 1024)..((channel + 1) * 1024)], value => Assert.Equal(new byte[] { 7, 80, 200 }[channel], value));
        }
    }

    private IEnumerable<PictureFile> Walk() => PictureFolder.Walk(_folder.Folder, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Within forty levels: printing inks cannot show every colour.</summary>
    private static void AssertNear(byte[] expected, Picture picture, int x, int y, string where)
    {
        byte[] found = [.. Enumerable.Range(0, 3).Select(channel => picture.Pixels[(((channel * 32) + y) * 32) + x])];
        Assert.True(expected.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) <= 40), $"{where}: expected {string.Join(' ', expected)}, found {string.Join(' ', found)}");
    }
}
