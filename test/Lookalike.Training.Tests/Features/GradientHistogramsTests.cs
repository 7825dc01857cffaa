using Lookalike.Training.Features;
using static TorchSharp.torch;

namespace Lookalike.Training.Tests.Features;

public sealed class GradientHistogramsTests
{
    [Theory]
    [InlineData(0, 1, 0)] // brightness rises to the right: orientation 0
    [InlineData(1, 0, 4)] // downwards: a quarter turn, half of the eight orientations
    [InlineData(1, 1, 2)]
    [InlineData(1, -1, 6)]
    [InlineData(-1, -1, 2)] // the opposite direction is the same orientation
    public void A_ramp_votes_for_the_orientation_of_its_rise(int down, int right, int orientation)
    {
        using var scope = NewDisposeScope();
        Tensor steps = arange(28, dtype: ScalarType.Float32) / 100;
        Tensor ramp = ((steps.unsqueeze(1) * down) + (steps.unsqueeze(0) * right) + 0.5f).reshape(1, 1, 28, 28);
        Tensor votes = GradientHistograms.Compute(ramp).reshape(8, 7, 7)[.., 3, 3];
        Assert.Equal(orientation, votes.argmax().item<long>());
        Assert.True(votes[orientation].item<float>() > 0.9f * votes.sum().item<float>());
    }

    [Fact]
    public void Brightness_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3, CPU);
        Tensor pixels = rand([2, 1, 16, 16], generator: generator) * 0.5f;
        Assert.True(GradientHistograms.Compute(pixels).allclose(GradientHistograms.Compute(pixels + 0.3f), atol: 1e-3));
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(28, 28)]
    [InlineData(64, 32)]
    [InlineData(100, 20)]
    public void There_are_as_many_values_as_the_size_says_all_in_range(int height, int width)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4, CPU);
        Tensor histograms = GradientHistograms.Compute(rand([3, 3, height, width], generator: generator));
        Assert.Equal([3, GradientHistograms.Size(height, width)], histograms.shape);
        Assert.InRange(histograms.min().item<float>(), 0, 1);
        Assert.InRange(histograms.max().item<float>(), 0.01, 1);
    }

    [Fact]
    public void A_flat_image_has_no_orientation()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, GradientHistograms.Compute(full([1, 1, 16, 16], 0.7f)).abs().sum().item<float>());
    }
}
