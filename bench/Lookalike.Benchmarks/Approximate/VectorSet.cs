using Lookalike.Datasets;
using Lookalike.Datasets.Store;
using Lookalike.Models;
using Lookalike.Models.Encoders;

namespace Lookalike.Benchmarks;

/// <summary>Vectors to search and queries that are not among them.</summary>
internal sealed class VectorSet
{
    private const int QueryCount = 1000;
    private const int GaussianDimension = 64;
    private const int Seed = 1;

    /// <summary>The sets that can be named.</summary>
    public static readonly string[] Names = ["mnist", "200k", "1m", "50k-512"];

    public required string Name { get; init; }

    public required int Dimension { get; init; }

    /// <summary>[rows, dimension].</summary>
    public required float[] Vectors { get; init; }

    /// <summary>[queries, dimension].</summary>
    public required float[] Queries { get; init; }

    public int Count => Vectors.Length / Dimension;

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="model">The model that encodes MNIST.</param>
    /// <param name="divisor">Leaves only one vector of so many.</param>
    public static VectorSet Create(string name, string? model, int divisor) => name switch
    {
        "mnist" => OfModel(model ?? throw new InvalidOperationException("The set mnist is made by a model, and there is none. Name one: --model output/autoencoder.onnx"), divisor),
        "200k" => Gaussians(name, 200_000 / divisor, GaussianDimension),
        "50k-512" => Gaussians(name, 50_000 / divisor, 8 * GaussianDimension),
        _ => Gaussians(name, 1_000_000 / divisor, GaussianDimension),
    };

    private static VectorSet Gaussians(string name, int count, int dimension)
    {
        var set = new ClusteredVectors(count, QueryCount, dimension, Seed);
        return new VectorSet { Name = $"{name}: clustered Gaussians", Dimension = dimension, Vectors = set.Vectors, Queries = set.Queries };
    }

    private static VectorSet OfModel(string model, int divisor)
    {
        var store = new DatasetStore();
        using IImageEncoder encoder = ModelFile.Read(model).OpenEncoder();
        ImageSet train = store.Open("mnist", DatasetSplit.Train).Images, test = store.Open("mnist", DatasetSplit.Test).Images;
        return new VectorSet
        {
            Name = "mnist: latents of the training images, queries of the test images",
            Dimension = encoder.Description.LatentSize,
            Vectors = Latents.Of(encoder, train.Slice(0, train.Count / divisor)),
            Queries = Latents.Of(encoder, test.Slice(0, QueryCount)),
        };
    }
}
