using FsCheck.Xunit;
using Lookalike.Application.Evaluating.LabelFree.Changes;
using Lookalike.Imaging;

namespace Lookalike.Application.Tests.Evaluating.LabelFree.Changes;

public sealed class ChangedCopyTests
{
    /// <summary>What is done to each channel as it would be done to a grey image.</summary>
    private static readonly CopyChange[] ChannelByChannel = [.. Enum.GetValues<CopyChange>().Except([CopyChange.Noise, CopyChange.Jpeg, CopyChange.Grey])];

    [Property(MaxTest = 100)]
    public void Every_change_changes_an_image_and_leaves_its_size(int seed, bool colour, byte height, byte width)
    {
        var shape = new PixelShape(colour ? 3 : 1, 8 + (height % 60), 8 + (width % 60));
        byte[] image = SampleCopy.Noise(shape, seed);
        foreach (CopyChange change in CopyChanges.For(shape))
        {
            byte[] copy = new byte[shape.Count + 1];
            copy[^1] = 77;
            ChangedCopy.Make(change, image, shape, seed, copy.AsSpan(0, shape.Count));
            Assert.False(image.AsSpan().SequenceEqual(copy.AsSpan(0, shape.Count)), $"{change} of {shape} changed nothing");
            Assert.Equal(77, copy[^1]);
            Assert.True(copy.AsSpan(0, shape.Count).SequenceEqual(SampleCopy.Of(change, image, shape, seed)), $"{change} of {shape} is another one each time");
        }
    }

    [Property(MaxTest = 50)]
    public void The_smallest_images_have_copies_as_well(int seed, bool colour, byte height, byte width)
    {
        var shape = new PixelShape(colour ? 3 : 1, 1 + (height % 8), 1 + (width % 8));
        byte[] image = SampleCopy.Noise(shape, seed);
        foreach (CopyChange change in CopyChanges.For(shape)) Assert.Equal(image.Length, SampleCopy.Of(change, image, shape, seed).Length);
    }

    [Property(MaxTest = 50)]
    public void The_colours_of_an_image_are_changed_each_as_grey_would_be(int seed, byte height, byte width)
    {
        var colour = new PixelShape(3, 1 + (height % 20), 1 + (width % 20));
        var grey = new PixelShape(1, colour.Height, colour.Width);
        byte[] image = SampleCopy.Noise(colour, seed);
        foreach (CopyChange change in ChannelByChannel)
            Assert.Equal(image.Chunk(grey.Count).SelectMany(plane => SampleCopy.Of(change, plane, grey)), SampleCopy.Of(change, image, colour));
    }

    [Property(MaxTest = 50)]
    public void A_plain_image_stays_as_it_is_where_pixels_are_only_moved(byte value, byte height, byte width)
    {
        var shape = new PixelShape(1, 1 + (height % 20), 1 + (width % 20));
        byte[] image = SampleCopy.Plain(shape, value);
        foreach (CopyChange change in (CopyChange[])[CopyChange.Shifted, CopyChange.Cropped, CopyChange.StrongCrop, CopyChange.SquareCrop])
            Assert.Equal(image, SampleCopy.Of(change, image, shape));
    }

    [Fact]
    public void A_change_that_is_none_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => SampleCopy.Of((CopyChange)99, [0], new PixelShape(1, 1, 1)));
}
