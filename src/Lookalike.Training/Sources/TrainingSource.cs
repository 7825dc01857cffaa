using Lookalike.Datasets;
using Lookalike.Datasets.Pictures;
using Lookalike.Datasets.Store;
using Lookalike.Imaging;
using Lookalike.Training.Data;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Sources;

/// <summary>What is trained on: a data set, or pictures.</summary>
internal sealed class TrainingSource : IDisposable
{
    /// <summary>The share of pictures that is held out where nothing is said.</summary>
    private const double PictureShare = 0.1;

    private readonly Func<ImageSet>? _openTest;

    private TrainingSource(ImageSet images, Func<ImageSet>? openTest) => (Images, _openTest) = (images, openTest);

    /// <summary>All images that there are to train on.</summary>
    public ImageSet Images { get; }

    /// <summary>The pictures that the images are; null where they are a data set's.</summary>
    public PictureSet? Pictures { get; private init; }

    /// <summary>Which pictures they are.</summary>
    public PictureRequest? Request { get; private init; }

    /// <summary>The files that gave no picture.</summary>
    public IReadOnlyList<PictureFailure> Failures => Pictures?.Failures ?? [];

    /// <summary>What is held out where nothing is said; null: the data set's own test split.</summary>
    public double? ValidationShare => Pictures is null ? null : PictureShare;

    /// <summary>Opens a data set.</summary>
    /// <exception cref="DatasetException">There is none of this name.</exception>
    public static TrainingSource Of(string dataset, DatasetStore datasets) =>
        new(datasets.Open(dataset, DatasetSplit.Train).Images, () => datasets.Open(dataset, DatasetSplit.Test).Images);

    /// <summary>Takes pictures over.</summary>
    /// <param name="request">Which they are.</param>
    /// <param name="pictures">The pictures; disposed of with this.</param>
    /// <param name="input">What the network takes of them.</param>
    public static TrainingSource Of(PictureRequest request, PictureSet pictures, PixelShape input) =>
        new(pictures.Images.For(input), openTest: null) { Pictures = pictures, Request = request };

    /// <summary>The images to train on, and those to validate with.</summary>
    public (ImageSet Training, ImageSet Validation) Split(TrainingRecipe recipe) => recipe.ValidationShare is { } share
        ? ValidationSplit.HoldOut(Images, share, recipe.Seed)
        : (Images, _openTest!());

    /// <summary>Keeps beside the checkpoint which pictures these are, so that the run can go on with them; of a data set there is nothing to keep.</summary>
    public void Remember(string modelPath)
    {
        if (Pictures is null) PictureRun.Delete(modelPath);
        else new PictureRun
        {
            Request = Request!,
            Cache = Pictures.CachePath,
            Checksum = Pictures.Checksum,
            InputHeight = Images.Input.Height,
            InputWidth = Images.Input.Width,
        }.Save(modelPath);
    }

    public void Dispose() => Pictures?.Dispose();
}
