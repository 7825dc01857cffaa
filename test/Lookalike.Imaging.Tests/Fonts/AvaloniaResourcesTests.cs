using System.Text;
using Lookalike.Build;

namespace Lookalike.Imaging.Tests.Fonts;

/// <summary>The build's way to the font, on resources made here.</summary>
public sealed class AvaloniaResourcesTests
{
    private static readonly byte[] Font = [0, 1, 0, 0, 42, 43];

    [Fact]
    public void The_font_of_the_given_path_is_taken_out() =>
        Assert.Equal(Font, AvaloniaResources.Font(Resource(2, ("/a.ttf", [0, 1, 0, 0, 9]), ("/b.ttf", Font)), "/b.ttf"));

    [Fact]
    public void An_unknown_version_is_refused_with_its_number() => AssertRefused(Resource(3, ("/b.ttf", Font)), "version 3");

    [Fact]
    public void A_missing_font_is_refused_by_its_path() => AssertRefused(Resource(2, ("/a.ttf", Font)), "/b.ttf");

    [Fact]
    public void A_file_that_is_no_truetype_font_is_refused() => AssertRefused(Resource(2, ("/b.ttf", [1, 2, 3, 4, 5])), "TrueType");

    [Fact]
    public void A_resource_cut_short_anywhere_is_refused()
    {
        byte[] whole = Resource(2, ("/b.ttf", Font));
        for (int length = 0; length < whole.Length; length++) AssertRefused(whole[..length], "Expected");
    }

    private static void AssertRefused(byte[] resource, string because) =>
        Assert.Contains(because, Assert.Throws<InvalidDataException>(() => AvaloniaResources.Font(resource, "/b.ttf")).Message, StringComparison.Ordinal);

    private static byte[] Resource(int version, params (string Path, byte[] Bytes)[] files)
    {
        using var index = new MemoryStream();
        using (var writer = new BinaryWriter(index, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(version);
            writer.Write(files.Length);
            int offset = 0;
            foreach ((string path, byte[] bytes) in files)
            {
                writer.Write(path);
                writer.Write(offset);
                writer.Write(bytes.Length);
                offset += bytes.Length;
            }
        }

        return [.. BitConverter.GetBytes((int)index.Length), .. index.ToArray(), .. files.SelectMany(file => file.Bytes)];
    }
}
