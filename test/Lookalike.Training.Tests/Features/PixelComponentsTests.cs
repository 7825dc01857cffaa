using Lookalike.Datasets;
using Lookalike.Training.Data;
using Lookalike.Training.Features;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Tests.Features;

public sealed class PixelComponentsTests
{
    [Fact]
    public void The_components_of_images_have_one_deviation_and_nothing_in_common()
    {
        using var scope = NewDisposeScope();
        using ImageBatches images = Images(400);
        (Tensor weights, Tensor bias) = PixelComponents.Fit(images, 3);
        Tensor found = nn.functional.linear(images.Slice(0, 400).flatten(1), weights, bias); // (400,3)

        Assert.Equal(0, found.mean().item<float>(), 1e-4);
        float[] covariance = found.t().mm(found).Values();
        for (int i = 0; i < 9; i++) Assert.Equal(i % 4 == 0 ? 400 * 0.125 * 0.125 : 0, covariance[i], 0.02);
    }

    [Fact]
    public void Components_that_the_images_do_not_have_are_zero()
    {
        using var scope = NewDisposeScope();
        using ImageBatches images = Images(3);
        (Tensor weights, _) = PixelComponents.Fit(images, 5);

        Assert.Equal([5, 64], weights.shape);
        Assert.Equal([true, true, false, false, false], weights.abs().sum(1).Values().Select(static sum => sum > 0));
    }

    private static ImageBatches Images(int count)
    {
        var random = new Random(5);
        byte[] pixels = new byte[count * 64];
        random.NextBytes(pixels);
        return new ImageBatches(new ImageSet("noise", new Lookalike.Imaging.PixelShape(1, 8, 8), pixels), CPU);
    }
}
