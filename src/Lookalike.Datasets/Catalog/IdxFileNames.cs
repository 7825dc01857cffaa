namespace Lookalike.Datasets.Catalog;

/// <summary>The names of the four files of a data set in the layout of MNIST.</summary>
internal static class IdxFileNames
{
    public const string TrainImages = "train-images-idx3-ubyte";
    public const string TrainLabels = "train-labels-idx1-ubyte";
    public const string TestImages = "t10k-images-idx3-ubyte";
    public const string TestLabels = "t10k-labels-idx1-ubyte";

    public static string Images(DatasetSplit split) => split == DatasetSplit.Train ? TrainImages : TestImages;

    public static string Labels(DatasetSplit split) => split == DatasetSplit.Train ? TrainLabels : TestLabels;

    /// <summary>The name of a split's image set: <c>mnist/train</c>.</summary>
    public static string SetName(string dataset, DatasetSplit split) => split == DatasetSplit.Train ? $"{dataset}/train" : $"{dataset}/test";
}
