using Lookalike.Imaging;

namespace Lookalike.Datasets.Tests;

public class ImageSetTests
{
    private static readonly byte[] FourImages = [.. Enumerable.Range(0, 4 * 3 * 2 * 2).Select(i => (byte)i)];

    [Fact]
    public void The_count_follows_from_the_pixels()
    {
        ImageSet set = new("mine", new PixelShape(3, 2, 2), FourImages);
        Assert.Equal(4, set.Count);
        Assert.Equal(12, set.PixelsPerImage);
    }

    [Fact]
    public void An_image_is_the_run_of_pixels_at_its_place()
    {
        ImageSet set = new("mine", new PixelShape(3, 2, 2), FourImages);
        Assert.Equal(FourImages[24..36], set[2].ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void An_index_outside_the_set_is_refused(int index)
    {
        ImageSet set = new("mine", new PixelShape(3, 2, 2), FourImages);
        Assert.Throws<ArgumentOutOfRangeException>(() => set[index].Length);
    }

    [Fact]
    public void A_slice_shares_the_pixels()
    {
        byte[] pixels = [.. FourImages];
        ImageSet slice = new ImageSet("mine", new PixelShape(3, 2, 2), pixels).Slice(1, 2);
        pixels[12] = 99;
        Assert.Equal(2, slice.Count);
        Assert.Equal("mine", slice.Name);
        Assert.Equal(99, slice[0][0]);
        Assert.Equal(pixels[24..36], slice[1].ToArray());
    }

    [Fact]
    public void A_slice_may_be_empty()
    {
        ImageSet slice = new ImageSet("mine", new PixelShape(3, 2, 2), FourImages).Slice(4, 0);
        Assert.Equal(0, slice.Count);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(3, 2)]
    [InlineData(1, -1)]
    [InlineData(1, int.MaxValue)]
    public void A_slice_outside_the_set_is_refused(int start, int count)
    {
        ImageSet set = new("mine", new PixelShape(3, 2, 2), FourImages);
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Slice(start, count));
    }

    [Fact]
    public void Pixels_that_make_no_whole_number_of_images_are_refused()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new ImageSet("mine", new PixelShape(1, 5, 5), FourImages));
        Assert.Contains("multiple of 25", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, -1)]
    [InlineData(3, 65_536, 65_536)]
    public void A_shape_that_no_image_has_is_refused(int channels, int height, int width) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageSet("mine", new PixelShape(channels, height, width), ReadOnlyMemory<byte>.Empty));

    [Fact]
    public void A_selection_has_the_chosen_images_in_the_chosen_order()
    {
        ImageSet chosen = new ImageSet("mine", new PixelShape(3, 2, 2), FourImages).Select([3, 1]).Select([1, 0]);
        Assert.Equal([.. FourImages[12..24], .. FourImages[36..48]], [.. chosen[0], .. chosen[1]]);
        Assert.Throws<InvalidOperationException>(() => chosen.Pixels);
    }

    [Fact]
    public void What_a_model_takes_of_the_images_goes_with_every_part_of_a_set()
    {
        var shape = new PixelShape(1, 4, 4);
        var set = new ImageSet("drawn", shape, new byte[5 * 16]);
        Assert.Equal(shape, set.Input);
        ImageSet smaller = set.For(new PixelShape(1, 2, 2));
        Assert.Equal((5, shape), (smaller.Count, smaller.Shape));
        foreach (ImageSet part in (ImageSet[])[smaller, smaller.Slice(1, 2), smaller.Select([3, 0]), smaller.Select([3, 0]).Slice(1, 1)])
            Assert.Equal(new PixelShape(1, 2, 2), part.Input);
    }

    [Fact]
    public void A_slice_of_a_selection_is_a_selection()
    {
        ImageSet chosen = new ImageSet("mine", new PixelShape(3, 2, 2), FourImages).Select([3, 1, 2]).Slice(1, 2);
        byte[] copied = new byte[24];
        chosen.CopyTo(0, 2, copied);
        Assert.Equal(FourImages[12..36], copied);
    }

    [Fact]
    public void A_mapped_set_has_the_images_of_the_file()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, [1, 2, 3, .. FourImages]);
            using MappedPixels mapped = new(path, 3, FourImages.Length);
            ImageSet set = new("mine", new PixelShape(3, 2, 2), mapped);
            Assert.Equal(4, set.Count);
            Assert.Equal(FourImages[24..36], set[2].ToArray());
            Assert.Equal(FourImages[..12], set.Select([0])[0].ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_is_too_short_is_not_mapped()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, FourImages);
            Assert.Contains("expected at least 49 bytes, found 48", Assert.Throws<IOException>(() => new MappedPixels(path, 1, 48)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
