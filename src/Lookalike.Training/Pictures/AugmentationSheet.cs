using Lookalike.Datasets;
using Lookalike.Imaging.Sheets;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Data;
using Lookalike.Training.Objectives;
using Lookalike.Training.Recipes;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Pictures;

/// <summary>A contact sheet of images beside changed copies of them: what training will see.</summary>
internal static class AugmentationSheet
{
    private const int Images = 8;
    private const int Copies = 10;

    /// <summary>Draws images that are spread over the set, each beside ten changed copies, and saves the sheet as PNG, beside and renamed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="images">The images, at least one.</param>
    /// <param name="augmentation">How the copies differ.</param>
    /// <param name="seed">The seed of the copies.</param>
    /// <exception cref="ArgumentException">There are no images.</exception>
    /// <exception cref="TrainingException">A range of the augmentation is not allowed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, ImageSet images, Augmentation augmentation, int seed)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(augmentation);
        if (images.Count == 0) throw new ArgumentException("There are no images to change.", nameof(images));
        (DefaultRecipe.For(Architecture.Compact, Objective.Denoising, images.Count) with { Augmentation = augmentation }).Validate();

        Device device = TorchRuntime.Open(TrainingDevice.Cpu, threads: null);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var batches = new ImageBatches(images, device);
        int rows = Math.Min(Images, images.Count);
        long[] positions = [.. Enumerable.Range(0, rows).Select(i => (long)i * images.Count / rows)];
        Tensor each = tensor(positions).repeat_interleave(Copies); // (rows*copies), copies of one image together
        float[] changed = new Augmenter(augmentation).Copy(batches, each, copies: 1, ImageBatches.Stream(seed, 0, 1)).Values();
        byte[] copies = TensorValues.Bytes(changed);
        MontageRow[] sheet =
        [
            .. Enumerable.Range(0, rows).Select(row => new MontageRow
            {
                Query = new Tile { Shape = images.Shape, Pixels = images[(int)positions[row]].ToArray() },
                Hits = [.. Enumerable.Range(0, Copies).Select(copy => new Tile
                {
                    Shape = images.Input,
                    Pixels = copies.AsMemory(((row * Copies) + copy) * images.Input.Count, images.Input.Count),
                })],
            }),
        ];
        Montage.Save(path, sheet, $"Images of {images.Name} and changed copies of them", "image", "changed copies");
    }
}
