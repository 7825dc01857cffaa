namespace Lookalike.Datasets;

/// <summary>Images with, where the data set has them, one label each. Labels serve evaluation only.</summary>
/// <remarks>As safe to share between threads as its <see cref="Images"/>.</remarks>
public sealed class LabelledImageSet
{
    /// <summary>Joins images and labels; both are kept and not copied.</summary>
    /// <param name="images">The images.</param>
    /// <param name="labels">One class number for each image, in the order of the images; or empty where the images have no labels.</param>
    /// <exception cref="ArgumentNullException"><paramref name="images"/> is null.</exception>
    /// <exception cref="ArgumentException">There are labels, but not one for each image.</exception>
    public LabelledImageSet(ImageSet images, ReadOnlyMemory<byte> labels)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (labels.Length != 0 && labels.Length != images.Count)
        {
            throw new ArgumentException(
                $"Expected {images.Count} labels, one for each image of {images.Name}, found {labels.Length}. Pass none, or one for each image.",
                nameof(labels));
        }

        Images = images;
        Labels = labels;
    }

    /// <summary>The images.</summary>
    public ImageSet Images { get; }

    /// <summary>One class number for each image, 0..255; empty where the images have no labels.</summary>
    public ReadOnlyMemory<byte> Labels { get; }

    /// <summary>Whether there is a label for each image.</summary>
    public bool HasLabels => !Labels.IsEmpty;
}
