using Lookalike.Datasets;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Search.Distances;
using Lookalike.Search.Graphs;
using Lookalike.Training.Jobs;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;

namespace Lookalike.Benchmarks;

/// <summary>A model that was trained on the database of a set, its latents of it, and who is near whom.</summary>
internal sealed class ScoredModel
{
    public required ModelFile File { get; init; }

    /// <summary>[images, <see cref="Size"/>].</summary>
    public required float[] Latents { get; init; }

    public required int Size { get; init; }

    public required NeighbourGraph Graph { get; init; }

    public static ScoredModel Train(ImageSet images, Objective objective, int seed, string path)
    {
        TrainingRecipe recipe = DefaultRecipe.For(Architecture.Compact, objective, images) with { Seed = seed };
        new TrainingJob
        {
            Training = images,
            Validation = images.Slice(0, 100),
            Recipe = recipe,
            Options = new TrainingOptions { ModelPath = path },
        }.Run(TimeSpan.Zero, CancellationToken.None);
        ModelFile file = ModelFile.Read(path);
        float[] latents = Encode(file, images);
        int size = latents.Length / images.Count;
        return new ScoredModel { File = file, Latents = latents, Size = size, Graph = Neighbours(latents, size) };
    }

    public static float[] Encode(ModelFile file, ImageSet images)
    {
        using IImageEncoder encoder = file.OpenEncoder();
        return Benchmarks.Latents.Of(encoder, images);
    }

    /// <summary>The ten nearest of each, by cosine.</summary>
    public static NeighbourGraph Neighbours(float[] codes, int size)
    {
        float[] centred = [.. codes];
        LatentCodes.CentreAndNormalise(centred, LatentCodes.Mean(centred, size));
        return NeighbourGraph.Build(centred, size, 10, DistanceMetric.Euclidean, Environment.ProcessorCount);
    }
}
