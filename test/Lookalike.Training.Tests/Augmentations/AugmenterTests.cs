using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Training.Augmentations;
using static TorchSharp.torch;

namespace Lookalike.Training.Tests.Augmentations;

public sealed class AugmenterTests
{
    [Theory]
    [InlineData(AugmentationProfile.Digits)]
    [InlineData(AugmentationProfile.Clothes)]
    [InlineData(AugmentationProfile.Photos)]
    [InlineData(AugmentationProfile.Edits)]
    public void Copies_follow_from_the_seed_keep_their_shape_and_stay_in_range(AugmentationProfile profile)
    {
        using var scope = NewDisposeScope();
        Tensor pixels = Pixels(channels: 3);
        var augmenter = new Augmenter(Augmentation.For(profile));
        Tensor copies = augmenter.Apply(pixels, 5);
        Assert.Equal(pixels.shape, copies.shape);
        Assert.True(copies.Equals(augmenter.Apply(pixels, 5)));
        Assert.False(copies.Equals(augmenter.Apply(pixels, 6)));
        Assert.False(copies.Equals(pixels));
        Assert.InRange(copies.min().item<float>(), 0, 1);
        Assert.InRange(copies.max().item<float>(), 0, 1);
    }

    [Fact]
    public void No_augmentation_gives_the_image_itself()
    {
        using var scope = NewDisposeScope();
        Tensor pixels = Pixels();
        Assert.Same(pixels, new Augmenter(new Augmentation()).Apply(pixels, 1));
    }

    [Fact]
    public void A_sure_flip_mirrors_left_to_right()
    {
        using var scope = NewDisposeScope();
        Tensor pixels = Pixels();
        Tensor copies = new Augmenter(new Augmentation { Flip = 1 }).Apply(pixels, 1);
        Assert.True(copies.allclose(pixels.flip(3), atol: 1e-5));
    }

    [Fact]
    public void A_shift_moves_the_image_by_at_most_its_share_of_the_side()
    {
        using var scope = NewDisposeScope();
        Tensor pixels = zeros(200, 1, 17, 17);
        pixels[TensorIndex.Colon, 0, 8, 8] = 1;
        Tensor copies = new Augmenter(new Augmentation { Shift = 0.2 }).Apply(pixels, 3);
        Tensor place = arange(17, dtype: ScalarType.Float32) - 8;
        Tensor columns = (copies.sum(2) * place).sum(2) / copies.sum([2, 3]); // -> (200,1): the mean column of the dot
        Assert.InRange(columns.abs().max().item<float>(), 0.7 * 0.2 * 17, (0.2 * 17) + 0.01);
        Assert.InRange(columns.mean().item<float>(), -0.5f, 0.5f);
    }

    [Fact]
    public void A_rotation_keeps_a_ring_and_turns_a_bar()
    {
        using var scope = NewDisposeScope();
        Tensor axis = linspace(-1, 1, 33), radius = (axis.square().unsqueeze(0) + axis.square().unsqueeze(1)).sqrt();
        Tensor ring = exp(-((radius - 0.5f) * 8).square()).expand(50, 1, 33, 33), bar = exp(-(axis * 8).square()).unsqueeze(1).expand(50, 1, 33, 33);
        var augmenter = new Augmenter(new Augmentation { Rotation = 90 });
        Assert.True((augmenter.Apply(ring, 2) - ring).abs().mean().item<float>() < 0.01);
        Assert.True((augmenter.Apply(bar, 2) - bar).abs().mean().item<float>() > 0.1);
    }

    [Fact]
    public void Contrast_and_brightness_change_the_light_and_not_the_shape()
    {
        using var scope = NewDisposeScope();
        Tensor pixels = (Pixels() * 0.2f) + 0.4f;
        Tensor copies = new Augmenter(new Augmentation { Brightness = 0.2, Contrast = 0.2 }).Apply(pixels, 4);
        Tensor order = pixels[0].flatten().argsort();
        Tensor sorted = copies[0].flatten().index_select(0, order);
        Assert.True((sorted.diff() >= -1e-6).all().item<bool>());
        Assert.False(copies.mean([1, 2, 3]).allclose(pixels.mean([1, 2, 3]), atol: 1e-3));
    }

    [Theory]
    [InlineData("mnist/train", 1, AugmentationProfile.Digits)]
    [InlineData("fashion-mnist/train", 1, AugmentationProfile.Clothes)]
    [InlineData("holiday/train", 3, AugmentationProfile.Photos)]
    [InlineData("scans/train", 1, AugmentationProfile.Clothes)]
    public void A_set_gets_the_profile_that_suits_it(string name, int channels, AugmentationProfile expected) =>
        Assert.Equal(expected, AugmentationDefaults.For(new ImageSet(name, new PixelShape(channels, 4, 4), new byte[channels * 16])));

    private static Tensor Pixels(int channels = 1)
    {
        using var generator = new Generator(1, CPU);
        return rand([8, channels, 16, 16], generator: generator);
    }
}
