using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Tests.Reading;

/// <summary>What a picture is refused for is its own fault, however many others fail beside it.</summary>
public sealed class PictureReasonTests : IDisposable
{
    private static readonly PixelShape Shape = new(3, 32, 32);
    private readonly Scratch _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("half.jpg", "the file ends at byte {0} without its end marker")]
    [InlineData("half.png", "and its chunk IDAT goes on to byte")]
    [InlineData("half.webp", "bytes, and {0} are there")]
    [InlineData("half.bmp", "bytes of pixels, found")]
    [InlineData("header-only.png", "it ends at byte {0}")]
    public void A_broken_picture_says_where_it_breaks(string name, string reason)
    {
        byte[] bytes = Corpus.Bad(name);

        string message = Assert.Throws<PictureException>(() => new PictureReader().Read(bytes, name, Shape)).Message;

        Assert.Contains(string.Format(System.Globalization.CultureInfo.CurrentCulture, reason, bytes.Length.ToString("N0", System.Globalization.CultureInfo.CurrentCulture)), message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reasons_are_the_same_alone_and_among_others_every_time()
    {
        string[] names = [.. Corpus.BadNames.Where(name => name != "empty.jpg")];
        foreach (string name in names) File.WriteAllBytes(_folder[name], Corpus.Bad(name));
        byte[] wrong = Drawn.Box(64, 48, Corpus.Paper, Corpus.Ink).JpegsaveBuffer(profile: "srgb");
        int at = wrong.AsSpan().IndexOf("ICC_PROFILE"u8) + 14;
        wrong.AsSpan(at, 200).Fill((byte)'x');
        File.WriteAllBytes(_folder["profile.jpg"], wrong);
        PictureFile[] files = [.. names.Append("profile.jpg").Select(name => new PictureFile { Path = _folder[name], RelativePath = name })];
        string?[] alone = [.. files.Select(Reason)];

        PictureFile[] many = [.. Enumerable.Repeat(files, 30).SelectMany(all => all)];
        int place = 0;
        await foreach (PictureResult result in new PicturePipeline(new PictureReader(), Shape) { Threads = 4 }.ReadAsync(many, TestContext.Current.CancellationToken))
            Assert.Equal(alone[place++ % files.Length], result.Fault?.Message);

        Assert.Null(alone[^1]);
    }

    private static string? Reason(PictureFile file)
    {
        try
        {
            _ = new PictureReader().Read(file.Path, Shape);
            return null;
        }
        catch (PictureException e)
        {
            return e.Message;
        }
    }
}
