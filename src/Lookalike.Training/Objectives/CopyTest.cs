using Lookalike.Search.Agreement;
using Lookalike.Search.Distances;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Data;
using Lookalike.Training.Networks;
using Lookalike.Training.Recipes;
using Lookalike.Training.Results;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Objectives;

/// <summary>Whether changed copies of training images are answered alike: the label-free score by which everything is chosen.</summary>
internal sealed class CopyTest
{
    private const ulong FirstSeed = 0x51A7_0001, SecondSeed = 0x51A7_0002;
    private const int UsualBatch = 1000;

    private readonly ImageBatches _images;
    private readonly Augmenter _augmenter;
    private readonly int[] _positions;
    private readonly int _threads;

    /// <summary>Spreads the images that are copied evenly over the set.</summary>
    /// <param name="recipe">Its augmentation changes the copies; where that changes nothing, the mildest profile that does.</param>
    /// <param name="images">The images; they stay the caller's.</param>
    /// <param name="copies">How many images are copied at most.</param>
    /// <param name="threads">The most threads to use.</param>
    public CopyTest(TrainingRecipe recipe, ImageBatches images, int copies, int threads)
    {
        _images = images;
        _threads = threads;
        _augmenter = new Augmenter(recipe.Augmentation.IsNone ? Augmentation.For(AugmentationProfile.Clothes) : recipe.Augmentation);
        int count = Math.Min(copies, images.Count);
        _positions = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * images.Count / count))];
    }

    /// <summary>Encodes two changed copies of each image; the same copies on every call.</summary>
    /// <param name="autoencoder">The network; not changed.</param>
    /// <param name="mean">The mean latent of all images.</param>
    public CopyCodes Encode(Autoencoder autoencoder, double[] mean) =>
        new() { Positions = _positions, First = Encode(autoencoder, mean, FirstSeed), Second = Encode(autoencoder, mean, SecondSeed) };

    /// <summary>What a stage came to that left the network as it is now.</summary>
    /// <param name="stage">What the stage is called.</param>
    /// <param name="autoencoder">The network; not changed.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="TrainingException">The network gives all images the same code.</exception>
    public StageResult Score(string stage, Autoencoder autoencoder, CancellationToken cancellationToken)
    {
        CopyAgreement agreement = Measure(autoencoder, cancellationToken);
        return new StageResult { Stage = stage, Agreement = agreement.Score, RecallAt1 = agreement.RecallAt1 };
    }

    /// <summary>Measures a network as it is now.</summary>
    /// <param name="autoencoder">The network; not changed.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="TrainingException">The network gives all images the same code.</exception>
    public CopyAgreement Measure(Autoencoder autoencoder, CancellationToken cancellationToken)
    {
        int size = autoencoder.LatentSize;
        float[] codes = LatentCodes.Encode(autoencoder, _images);
        Collapse.Require(codes, size);
        double[] mean = LatentCodes.Mean(codes, size);
        LatentCodes.CentreAndNormalise(codes, mean);
        CopyCodes copies = Encode(autoencoder, mean);
        return CopyAgreement.Measure(codes, size, _positions, copies.First, copies.Second, DistanceMetric.Euclidean, _threads, cancellationToken);
    }

    private float[] Encode(Autoencoder autoencoder, double[] mean, ulong seed)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        ForwardPass pass = autoencoder.Begin(training: false);
        var copies = new float[_positions.Length * autoencoder.LatentSize];
        int start = 0;
        foreach (int[] positions in _positions.Chunk(_images.Chunk(UsualBatch)))
        {
            using var batch = NewDisposeScope();
            Tensor which = tensor(positions, dtype: ScalarType.Int64).to(_images.Device);
            Tensor seen = _augmenter.Copy(_images, which, copies: 1, seed + ((ulong)start << 32));
            autoencoder.Encode(seen, pass).Values().CopyTo(copies, start * autoencoder.LatentSize);
            start += positions.Length;
        }

        LatentCodes.CentreAndNormalise(copies, mean);
        return copies;
    }
}
