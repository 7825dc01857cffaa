using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Imaging.Reading;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

public sealed class FittedImagesTests
{
    private static readonly PixelShape Input = new(3, 8, 8);

    [Fact]
    public void Images_that_are_as_a_model_takes_them_stay_as_they_are()
    {
        ImageSet set = SampleIndex.Images("drawn", 3, 3, 8, 8);
        Assert.Same(set, FittedImages.Of(set, maximum: 2));
    }

    [Fact]
    public void Larger_ones_are_brought_to_it_as_a_picture_that_is_stretched_is_and_of_many_an_even_sample()
    {
        ImageSet kept = SampleIndex.Images("drawn", 9, 3, 12, 12).For(Input);
        ImageSet fitted = FittedImages.Of(kept, maximum: 3);
        Assert.Equal((3, Input), (fitted.Count, fitted.Shape));
        byte[] file = PhotoIndex.Encode(Interleaved(kept[0]), 12, 12);
        byte[] read = new PictureReader { Fit = PictureFit.Stretch }.Read(file, "first", Input).Pixels;
        Assert.Equal(read, fitted[0].ToArray());
    }

    private static byte[] Interleaved(ReadOnlySpan<byte> planes)
    {
        byte[] values = new byte[planes.Length];
        for (int i = 0; i < values.Length; i++) values[i] = planes[(i % 3 * (planes.Length / 3)) + (i / 3)];
        return values;
    }
}
