using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Idx;

namespace Lookalike.Datasets.Store;

/// <summary>Opens a folder with the user's own IDX files, named like those of MNIST, each raw or <c>.gz</c>; the label files are optional as a pair.</summary>
internal static class IdxFolder
{
    public static LabelledImageSet Open(string folder, DatasetSplit split)
    {
        string images = Find(folder, IdxFileNames.Images(split)) ?? throw Missing(folder, IdxFileNames.Images(split));
        string? labels = Find(folder, IdxFileNames.Labels(split));
        DatasetSplit other = split == DatasetSplit.Train ? DatasetSplit.Test : DatasetSplit.Train;
        if (labels is null && Find(folder, IdxFileNames.Labels(other)) is not null) throw Missing(folder, IdxFileNames.Labels(split));

        string name = IdxFileNames.SetName(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), split);
        return Join(IdxFile.ReadImages(images, name), labels is null ? default : IdxFile.ReadLabels(labels), labels ?? images);
    }

    /// <summary>Joins images and labels that were read from files.</summary>
    public static LabelledImageSet Join(ImageSet images, ReadOnlyMemory<byte> labels, string labelsPath)
    {
        if (!labels.IsEmpty && labels.Length != images.Count)
        {
            throw new DatasetException(
                $"{labelsPath} does not belong to its images: expected {images.Count} labels, found {labels.Length}. Put files of one data set together.",
                labelsPath);
        }

        return new LabelledImageSet(images, labels);
    }

    /// <summary>Whether a folder has the images of a split, in a file of the name that is expected.</summary>
    public static bool Holds(string folder) =>
        Enum.GetValues<DatasetSplit>().Any(split => Find(folder, IdxFileNames.Images(split)) is not null);

    private static string? Find(string folder, string name)
    {
        string raw = Path.Combine(folder, name);
        if (File.Exists(raw)) return raw;
        return File.Exists(raw + ".gz") ? raw + ".gz" : null;
    }

    private static DatasetException Missing(string folder, string name) =>
        new(
            $"{folder} does not hold a data set: expected {name} or {name}.gz, found neither. The label files may be left out, but only both of them.",
            Path.Combine(folder, name));
}
