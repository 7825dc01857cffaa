using Lookalike.Imaging.Text;

namespace Lookalike.Imaging.Tests.Text;

public sealed class BundledFontTests : IDisposable
{
    private readonly Scratch _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_font_is_a_truetype_file()
    {
        using Stream font = BundledFont.OpenRead();
        var start = new byte[4];
        font.ReadExactly(start);

        Assert.Equal([0, 1, 0, 0], start);
        Assert.True(font.Length > 100_000, $"{font.Length} bytes");
    }

    [Fact]
    public void The_file_is_the_font_whole()
    {
        string path = BundledFont.EnsureFile();

        Assert.Equal(FontBytes(), File.ReadAllBytes(path));
        Assert.Equal(path, BundledFont.EnsureFile());
    }

    [Fact]
    public void A_damaged_file_is_replaced()
    {
        string path = BundledFont.InstallBelow(_folder.Folder);
        File.WriteAllText(path, "not a font");

        Assert.Equal(path, BundledFont.InstallBelow(_folder.Folder));
        Assert.Equal(FontBytes(), File.ReadAllBytes(path));
    }

    [Fact]
    public void Many_may_install_at_once()
    {
        byte[] font = FontBytes();
        Parallel.For(0, 32, _ => Assert.Equal(font, File.ReadAllBytes(BundledFont.InstallBelow(_folder.Folder))));

        Assert.Single(Directory.GetFiles(_folder.Folder, "*", SearchOption.AllDirectories));
    }

    private static byte[] FontBytes()
    {
        using Stream font = BundledFont.OpenRead();
        var bytes = new byte[font.Length];
        font.ReadExactly(bytes);
        return bytes;
    }
}
