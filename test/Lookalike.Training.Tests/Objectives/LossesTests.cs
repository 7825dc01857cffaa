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
    public void The_contrastive_loss_is_nothing_where_only_copies_of_one_image_are_alike_and_that_of_a_guess_where_all_are()
    {
        using var scope = NewDisposeScope();
        Tensor apart = eye(3).repeat(2, 1), alike = ones(6, 3);
        Assert.Equal(0, Losses.Contrastive(apart, temperature: 0.05).Value(), 1e-6);
        Assert.Equal(Math.Log(5), Losses.Contrastive(alike, temperature: 0.05).Value(), 1e-5);
        Assert.Equal(Losses.Contrastive(apart, 0.5).Value(), Losses.Contrastive(apart.mul(7), 0.5).Value(), 1e-6);
    }

    [Fact]
    public void The_contrastive_loss_asks_for_the_other_copy_of_the_image_and_not_for_another_image()
    {
        using var scope = NewDisposeScope();
        Tensor crossed = cat([eye(2), eye(2).flip(0)]); // the first copies of each image are the second copies of the other
        Assert.True(Losses.Contrastive(crossed, temperature: 0.1).Value() > 9);
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
