using Lookalike.Training.Augmentations;
using Lookalike.Training.Sources;

namespace Lookalike.Training.Jobs;

/// <summary>One sheet of images beside changed copies of them.</summary>
internal sealed class AugmentationRequest
{
    /// <summary>The data set: a name of the catalogue, or a folder with IDX files; null for pictures.</summary>
    public string? Dataset { get; init; }

    /// <summary>The pictures; null for a data set.</summary>
    public PictureRequest? Pictures { get; init; }

    /// <summary>How the copies differ.</summary>
    public AugmentationChoices Augmentation { get; init; } = new();

    /// <summary>The picture to write.</summary>
    public required string SheetPath { get; init; }

    /// <summary>The seed of the copies, and of the sample where there are more pictures than are read.</summary>
    public required int Seed { get; init; }

    /// <summary>The most pictures that are read.</summary>
    /// <value>The default is 64: enough for the sheet to be drawn from all over a folder.</value>
    public int MaxPictures { get; init; } = 64;
}
