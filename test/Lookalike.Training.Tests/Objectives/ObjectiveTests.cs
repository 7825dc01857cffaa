using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Search.Distances;
using Lookalike.Search.Evaluation;
using Lookalike.Search.Graphs;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Checkpoints;
using Lookalike.Training.Data;
using Lookalike.Training.Loop;
using Lookalike.Training.Networks;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Runtime;
using Lookalike.Training.Teachers;
using Lookalike.Training.Tests.Loop;
using TorchSharp;

namespace Lookalike.Training.Tests.Objectives;

public sealed class ObjectiveTests
{
    private const int Threads = 1;
    private const int Neighbours = 5;

    private static readonly ImageSet Images = DrawnGroups.Draw(400, seed: 1);
    private static readonly ImageSet Held = DrawnGroups.Draw(50, seed: 2);

    private static readonly TrainingRecipe ShortRecipe = Recipe(Objective.Neighbourhood) with { Epochs = 3, Rounds = 2 };
    private static readonly Lazy<Checkpoint> ShortRun = new(() => Train(ShortRecipe));

    [Theory]
    [InlineData(Objective.Reconstruction)]
    [InlineData(Objective.Denoising)]
    [InlineData(Objective.Neighbourhood)]
    [InlineData(Objective.Contrastive)]
    [InlineData(Objective.Distillation)]
    public void Neighbours_are_more_often_of_one_group_than_in_an_untrained_network(Objective objective)
    {
        TrainingRecipe recipe = Recipe(objective);
        double before = Purity(new Weights { Parameters = Initial(recipe).Parameters, Statistics = Initial(recipe).Statistics }, recipe);
        double after = Purity(Train(recipe).Weights, recipe);
        Assert.True(after > before + 0.05 && after > 0.9, $"purity went from {before:0.000} to {after:0.000}");
    }

    [Fact]
    public void Rounds_bring_an_image_nearer_to_its_group_than_denoising_alone()
    {
        TrainingRecipe recipe = Recipe(Objective.Neighbourhood);
        Checkpoint last = Train(recipe);
        double warmUp = MeanAveragePrecision(last.Snapshots[0], recipe), rounds = MeanAveragePrecision(last.Weights, recipe);
        Assert.True(rounds > warmUp + 0.05, $"mean average precision went from {warmUp:0.000} to {rounds:0.000}");
        Assert.All(last.Header.Stages.Where(s => s.Stage.StartsWith("round", StringComparison.Ordinal)), s => Assert.NotNull(s.MutualShare));
    }

    [Theory]
    [InlineData(Objective.Denoising)]
    [InlineData(Objective.Neighbourhood)]
    [InlineData(Objective.Contrastive)]
    [InlineData(Objective.Distillation)]
    public void The_same_seed_gives_the_same_weights_bit_for_bit(Objective objective)
    {
        TrainingRecipe recipe = Recipe(objective) with { Epochs = 3 };
        Assert.Equal(Train(recipe).Weights.Parameters, Train(recipe).Weights.Parameters);
        Assert.NotEqual(Train(recipe).Weights.Parameters, Train(recipe with { Seed = 7 }).Weights.Parameters);
    }

    [Theory]
    [InlineData(30)] // in the warm-up
    [InlineData(75)] // at the end of the warm-up, before the graph
    [InlineData(85)] // in the first epoch of a round
    [InlineData(110)] // in its second epoch
    [InlineData(140)] // in a later stage
    public void A_neighbourhood_run_stopped_after_any_step_and_resumed_gives_the_weights_of_an_uninterrupted_run(int steps)
    {
        using var scratch = new Scratch();
        Stop(ShortRecipe, steps, scratch["kept"]);
        using TrainingRun second = Make(ShortRecipe);
        second.Resume(Checkpoint.Load(scratch["kept"]));
        Checkpoint? last = null;
        second.Train(c => last = c);
        Checkpoint whole = ShortRun.Value;
        Assert.Equal(whole.Header.Stages, last!.Header.Stages);
        Assert.Equal(whole.Weights.Parameters, last.Weights.Parameters);
        Assert.Equal(whole.Weights.Statistics, last.Weights.Statistics);
    }

    [Theory]
    [InlineData(Objective.Contrastive, 40)]
    [InlineData(Objective.Contrastive, 80)] // in the decoder's stage
    [InlineData(Objective.Distillation, 40)]
    public void A_run_of_copies_stopped_after_any_step_and_resumed_gives_the_weights_of_an_uninterrupted_run(Objective objective, int steps)
    {
        TrainingRecipe recipe = Recipe(objective) with { Epochs = 3 };
        using var scratch = new Scratch();
        Stop(recipe, steps, scratch["kept"]);
        using TrainingRun second = Make(recipe);
        second.Resume(Checkpoint.Load(scratch["kept"]));
        Checkpoint? last = null;
        second.Train(c => last = c);
        Checkpoint whole = Train(recipe);
        Assert.Equal([ObjectiveTable.Of(objective).Name, "decoder"], last!.Header.Stages.Select(stage => stage.Stage));
        Assert.Equal(whole.Weights.Parameters, last.Weights.Parameters);
        Assert.Equal(whole.Weights.Statistics, last.Weights.Statistics);
    }

    [Fact]
    public void The_decoder_learns_to_draw_from_the_finished_latent()
    {
        Checkpoint last = Train(Recipe(Objective.Neighbourhood));
        EpochResult warmUp = last.Header.Epochs.Last(e => e.Stage == "warm-up"), decoder = last.Header.Epochs.Last(e => e.Stage == "decoder");
        Assert.True(decoder.ValidationLoss < warmUp.ValidationLoss * 1.5, $"validation loss {decoder.ValidationLoss:g3} after {warmUp.ValidationLoss:g3}");
    }

    [Fact]
    public void Latents_have_length_one()
    {
        using TrainingRun run = Make(Recipe(Objective.Denoising) with { Epochs = 2 });
        run.Train();
        float[] latents = run.Reconstruct(10).Latents;
        foreach (float[] latent in latents.Chunk(latents.Length / 10)) Assert.Equal(1, latent.Sum(v => (double)v * v), 1e-4);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(9, 3)]
    [InlineData(70, 3)]
    public void Few_images_grey_or_in_colour_train_by_the_default_recipe(int count, int channels)
    {
        ImageSet images = DrawnGroups.Draw(count, seed: 3, channels), held = DrawnGroups.Draw(2, seed: 4, channels);
        TrainingRecipe recipe = DefaultRecipe.For(Architecture.Compact, Objective.Neighbourhood, count) with
        {
            Augmentation = Augmentation.For(AugmentationDefaults.For(images)),
            Epochs = 10,
            RoundEpochs = 2,
        };
        using var run = new TrainingRun(recipe, images, held, TorchRuntime.Open(TrainingDevice.Cpu, Threads), Threads);
        run.Train();
        Assert.NotNull(run.Verdict);
        Assert.StartsWith("Kept the ", run.Verdict, StringComparison.Ordinal);
        if (count < NeighbourhoodObjective.MinImages) Assert.Contains($"there are {count}", run.Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Objective.Reconstruction)]
    [InlineData(Objective.Neighbourhood)]
    [InlineData(Objective.Contrastive)]
    [InlineData(Objective.Distillation)]
    public void Images_that_are_all_alike_are_refused_as_a_collapse(Objective objective)
    {
        var images = new ImageSet("same/train", new PixelShape(1, 16, 16), new byte[64 * 256]);
        using var run = new TrainingRun(
            Recipe(objective) with { Epochs = 1 }, images, images.Slice(0, 4), TorchRuntime.Open(TrainingDevice.Cpu, Threads), Threads);
        var e = Assert.Throws<TrainingException>(() => run.Train());
        Assert.Contains("collapsed", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spread_is_none_for_equal_codes_and_all_for_codes_about_zero()
    {
        Assert.Equal(0, Collapse.Spread([3, 4, 3, 4, 3, 4], 2), 1e-9);
        Assert.Equal(1, Collapse.Spread([1, 0, -1, 0], 2), 1e-9);
        Assert.Throws<TrainingException>(() => Collapse.Require([3, 4, 3, 4.001f], 2));
    }

    [Fact]
    public void A_decoder_draws_better_with_the_detail_beside_the_latent_and_the_latents_are_the_same_without()
    {
        TrainingRecipe recipe = Recipe(Objective.Contrastive) with { Epochs = 3, RoundEpochs = 6 };
        using TrainingRun run = Make(recipe);
        run.Train();
        Network network = run.Export();
        int inputs = ((DenseLayer)network.Decoder[0]).InputSize;

        Assert.Equal(recipe.LatentSize + DecoderStage.DetailSize, inputs);
        (float[] pixels, _, float[] drawn) = run.Reconstruct(50);
        double with = Error(pixels, drawn);
        run.Autoencoder.SetDetail(torch.zeros(DecoderStage.DetailSize, Images.PixelsPerImage), torch.zeros(DecoderStage.DetailSize));
        double without = Error(pixels, run.Reconstruct(50).Reconstructions);
        Assert.True(with < without, $"{with:g3} with, {without:g3} without");
    }

    [Fact]
    public void A_student_learns_what_its_teacher_says_is_alike()
    {
        // The teacher sees nothing in an image but whether its top is lighter than its bottom.
        TrainingRecipe recipe = Recipe(Objective.Distillation) with { Teacher = "x" };
        var teacher = new HalvesTeacher();
        using var run = new TrainingRun(recipe, Images, Held, TorchRuntime.Open(TrainingDevice.Cpu, Threads), Threads) { Teacher = teacher };
        var prepared = new List<double>();
        run.Train(progress: p => prepared.AddRange(p.Prepared is { } share ? [share] : []));

        float[] latents = run.Reconstruct(50).Latents;
        int size = recipe.LatentSize, right = 0;
        for (int i = 0; i < 50; i++)
        {
            int nearest = Enumerable.Range(0, 50).Where(j => j != i).MaxBy(j => Dot(latents, i, j, size));
            if (HalvesTeacher.TopIsLighter(Held[i]) == HalvesTeacher.TopIsLighter(Held[nearest])) right++;
        }

        Assert.True(right >= 40, $"{right} of 50 have a neighbour of their kind");
        Assert.Equal([0.5, 1], prepared);
    }

    private static double Error(float[] pixels, float[] drawn) => pixels.Zip(drawn, (a, b) => (double)(a - b) * (a - b)).Average();

    private static double Dot(float[] latents, int first, int second, int size) =>
        Enumerable.Range(0, size).Sum(i => (double)latents[(first * size) + i] * latents[(second * size) + i]);

    private static TrainingRecipe Recipe(Objective objective) => DefaultRecipe.For(Architecture.Compact, objective, Images.Count) with
    {
        LatentSize = 16,
        Epochs = 12,
        BatchSize = 16,
        RoundEpochs = 2,
        Rounds = 2,
        Augmentation = objective == Objective.Reconstruction ? new Augmentation() : Augmentation.For(AugmentationProfile.Clothes) with { Shift = 0.1 },
    };

    private static TrainingRun Make(TrainingRecipe recipe) => new(recipe, Images, Held, TorchRuntime.Open(TrainingDevice.Cpu, Threads), Threads);

    /// <summary>Begins a run, stops it after so many steps, and keeps its checkpoint.</summary>
    private static void Stop(TrainingRecipe recipe, int steps, string checkpoint)
    {
        using TrainingRun run = Make(recipe);
        using var source = new CancellationTokenSource();
        int taken = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => run.Train(
            c => c.Save(checkpoint),
            p =>
            {
                if (p.FinishedStage is null && ++taken == steps) source.Cancel();
            },
            cancellationToken: source.Token));
    }

    private static Checkpoint Train(TrainingRecipe recipe)
    {
        Checkpoint? last = null;
        using TrainingRun run = Make(recipe);
        run.Train(c => last = c);
        return last!;
    }

    private sealed class HalvesTeacher : ITeacher
    {
        public static bool TopIsLighter(ReadOnlySpan<byte> image)
        {
            int sum = 0;
            for (int i = 0; i < image.Length; i++) sum += i < image.Length / 2 ? image[i] : -image[i];
            return sum > 0;
        }

        public float[] Encode(ImageSet images, int size, int threads, Action<double>? progress, CancellationToken cancellationToken)
        {
            float[] codes = new float[images.Count * size];
            progress?.Invoke(0.5);
            for (int i = 0; i < images.Count; i++)
            {
                codes[i * size] = TopIsLighter(images[i]) ? 1 : -1;
                codes[(i * size) + 1] = (i % 7) / 20f;
            }

            progress?.Invoke(1);
            return codes;
        }
    }

    private static Weights Initial(TrainingRecipe recipe)
    {
        using var autoencoder = new Autoencoder(recipe.Architecture, TrainingObjective.InputFor(recipe, Images.Shape), recipe.Seed, torch.CPU);
        return autoencoder.Save();
    }

    private static double Purity(Weights weights, TrainingRecipe recipe)
    {
        NeighbourGraph graph = NeighbourGraph.Build(Codes(weights, recipe), recipe.LatentSize, Neighbours, DistanceMetric.Euclidean, Threads);
        return Enumerable.Range(0, Images.Count).Average(i => graph.Of(i).ToArray().Count(n => n % DrawnGroups.Groups == i % DrawnGroups.Groups) / (double)Neighbours);
    }

    private static double MeanAveragePrecision(Weights weights, TrainingRecipe recipe)
    {
        float[] codes = Codes(weights, recipe);
        byte[] groups = [.. Enumerable.Range(0, Images.Count).Select(i => (byte)(i % DrawnGroups.Groups))];
        return RetrievalEvaluation.Evaluate(codes, groups, codes, groups, recipe.LatentSize, DistanceMetric.Euclidean).MeanAveragePrecision;
    }

    private static float[] Codes(Weights weights, TrainingRecipe recipe)
    {
        using var autoencoder = new Autoencoder(recipe.Architecture, TrainingObjective.InputFor(recipe, Images.Shape), recipe.Seed, torch.CPU);
        autoencoder.Load(weights);
        using var images = new ImageBatches(Images, torch.CPU);
        float[] codes = LatentCodes.Encode(autoencoder, images);
        LatentCodes.CentreAndNormalise(codes, LatentCodes.Mean(codes, recipe.LatentSize));
        return codes;
    }
}
