using Lookalike.Training.Objectives;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Tests.Objectives;

public sealed class LossesTests
{
    [Fact]
    public void Reconstruction_is_the_mean_of_the_squared_differences_of_all_pixels()
    {
        using var scope = NewDisposeScope();
        Tensor clean = tensor(new float[] { 0, 0.5f, 1, 1 }).reshape(1, 1, 2, 2), output = tensor(new float[] { 0, 0, 1, 0 }).reshape(1, 1, 2, 2);
        Assert.Equal((0.25 + 1) / 4, Losses.Reconstruction(output, clean).Value(), 1e-6);
        Assert.Equal(0, Losses.Reconstruction(clean, clean).Value());
    }

    [Fact]
    public void Shape_is_the_mean_of_the_squared_differences_of_all_histogram_values()
    {
        using var scope = NewDisposeScope();
        Tensor histograms = tensor(new float[] { 0, 1, 0.5f, 0 }).reshape(2, 2), predicted = tensor(new float[] { 1, 1, 0.5f, 1 }).reshape(2, 2);
        Assert.Equal(0.5, Losses.Shape(predicted, histograms).Value(), 1e-6);
    }

    [Fact]
    public void Distillation_is_nothing_along_the_target_one_across_and_two_against_whatever_the_length()
    {
        using var scope = NewDisposeScope();
        Tensor target = tensor(new float[] { 1, 0 }).reshape(1, 2);
        Assert.Equal(0, Losses.Distillation(tensor(new float[] { 7, 0 }).reshape(1, 2), target).Value(), 1e-6);
        Assert.Equal(1, Losses.Distillation(tensor(new float[] { 0, 3 }).reshape(1, 2), target).Value(), 1e-6);
        Assert.Equal(2, Losses.Distillation(tensor(new float[] { -2, 0 }).reshape(1, 2), target).Value(), 1e-6);
        Tensor both = tensor(new float[] { 7, 0, 0, 3 }).reshape(2, 2);
        Assert.Equal(0.5, Losses.Distillation(both, target.expand(2, 2)).Value(), 1e-6);
    }

    [Fact]
    public void Every_loss_has_a_gradient_that_leads_down()
    {
        using var scope = NewDisposeScope();
        Tensor target = tensor(new float[] { 0.6f, 0.8f }).reshape(1, 2);
        foreach (Func<Tensor, Tensor, Tensor> loss in new[] { Losses.Reconstruction, Losses.Shape, Losses.Distillation })
        {
            Tensor value = tensor(new float[] { 1, 0.1f }).reshape(1, 2).requires_grad_(true);
            Tensor before = loss(value, target);
            before.backward();
            Tensor after = loss(value.detach() - value.grad!.Times(0.1), target);
            Assert.True(after.Value() < before.Value());
        }
    }
}
