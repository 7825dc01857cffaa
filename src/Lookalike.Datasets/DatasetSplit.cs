namespace Lookalike.Datasets;

/// <summary>One of the two parts of a data set.</summary>
public enum DatasetSplit
{
    /// <summary>The images to train on: the files whose names start with <c>train</c>.</summary>
    Train,

    /// <summary>The images kept for evaluation: the files whose names start with <c>t10k</c>.</summary>
    Test,
}
