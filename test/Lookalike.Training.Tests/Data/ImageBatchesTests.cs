using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Data;
using Lookalike.Training.Loop;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Runtime;
using Lookalike.Training.Tests.Loop;
using TorchSharp;

namespace Lookalike.Training.Tests.Data;

public sealed class ImageBatchesTests
{
    [Fact]
    public void Copied_batches_are_bit_for_bit_those_of_resident_ones()
    {
        using var scope = torch.NewDisposeScope();
        ImageSet images = DrawnGroups.Draw(50, seed: 1, channels: 3).Select([.. Enumerable.Range(0, 40).Select(i => (i * 7) % 50)]);
        using var resident = new ImageBatches(images, torch.CPU, resident: true);
        using var copied = new ImageBatches(images, torch.CPU, resident: false);
        torch.Tensor positions = torch.tensor(new long[] { 39, 0, 17, 17, 5 });
        Assert.Equal(TensorValues.Values(resident.Gather(positions)), TensorValues.Values(copied.Gather(positions)));
        Assert.Equal(TensorValues.Values(resident.Slice(30, 10)), TensorValues.Values(copied.Slice(30, 10)));
        Assert.Equal(resident.Slice(30, 10).shape, copied.Slice(30, 10).shape);
    }

    [Fact]
    public void Images_that_are_kept_larger_are_given_as_the_network_takes_them_and_as_they_are_for_copies()
    {
        using var scope = torch.NewDisposeScope();
        byte[] pixels = [.. Enumerable.Range(0, 2 * 36).Select(i => (byte)(i % 6 * 40))];
        ImageSet images = new ImageSet("ramps", new PixelShape(1, 6, 6), pixels).For(new PixelShape(1, 3, 3));
        using var batches = new ImageBatches(images, torch.CPU);
        torch.Tensor second = torch.tensor(new long[] { 1 });
        Assert.Equal([1, 1, 6, 6], batches.GatherWhole(second).shape);
        float[] row = [20 / 255f, 100 / 255f, 180 / 255f];
        Assert.All(TensorValues.Values(batches.Gather(second)).Zip([.. row, .. row, .. row]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        Assert.Equal([2, 1, 3, 3], batches.Slice(0, 2).shape);
    }

    [Fact]
    public void Training_from_a_mapped_file_gives_the_weights_of_training_from_memory()
    {
        using var scratch = new Scratch();
        ImageSet images = DrawnGroups.Draw(80, seed: 1), held = DrawnGroups.Draw(10, seed: 2);
        File.WriteAllBytes(scratch["pixels"], images.Pixels.Span);
        using var file = new MappedPixels(scratch["pixels"], 0, images.Pixels.Length);
        var mapped = new ImageSet(images.Name, images.Shape, file);
        Assert.Equal(Train(images, held), Train(mapped, held));
    }

    [Fact]
    public void A_mapped_set_and_one_above_a_quarter_of_memory_are_not_kept()
    {
        using var scratch = new Scratch();
        ImageSet images = DrawnGroups.Draw(4, seed: 1);
        File.WriteAllBytes(scratch["pixels"], images.Pixels.Span);
        using var file = new MappedPixels(scratch["pixels"], 0, images.Pixels.Length);
        Assert.True(ImageBatches.IsResident(images, images.Pixels.Length * 4L));
        Assert.False(ImageBatches.IsResident(images, (images.Pixels.Length * 4L) - 1));
        Assert.False(ImageBatches.IsResident(new ImageSet(images.Name, images.Shape, file), long.MaxValue));
    }

    [Fact]
    public void Larger_images_are_computed_in_smaller_chunks()
    {
        Assert.Equal(1000, Chunk(28));
        Assert.Equal(1000, Chunk(32));
        Assert.Equal(250, Chunk(64));
        Assert.Equal(62, Chunk(128));

        static int Chunk(int side)
        {
            using var batches = new ImageBatches(DrawnGroups.Draw(1, seed: 1, size: side), torch.CPU, resident: false);
            return batches.Chunk(1000);
        }
    }

    private static float[] Train(ImageSet images, ImageSet held)
    {
        TrainingRecipe recipe = DefaultRecipe.For(Architecture.Compact, Objective.Neighbourhood, images.Count) with
        {
            Epochs = 2,
            Rounds = 1,
            RoundEpochs = 1,
            Augmentation = Augmentation.For(AugmentationProfile.Clothes),
        };
        Checkpoint? last = null;
        using var run = new TrainingRun(recipe, images, held, TorchRuntime.Open(TrainingDevice.Cpu, 1), 1);
        run.Train(c => last = c);
        return last!.Weights.Parameters;
    }
}
