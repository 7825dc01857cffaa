namespace Lookalike.Core;

/// <summary>What can be done about a fault. Each says what the arguments of its <see cref="Remedy"/> are.</summary>
public enum RemedyKind
{
    /// <summary>Train a model. No arguments.</summary>
    TrainModel,

    /// <summary>Train anew, not from the checkpoint. No arguments.</summary>
    TrainAnew,

    /// <summary>Go on from the checkpoint. No arguments.</summary>
    ResumeTraining,

    /// <summary>Train on the processor. No arguments.</summary>
    TrainOnProcessor,

    /// <summary>Train with a smaller batch. No arguments.</summary>
    SmallerBatch,

    /// <summary>Train with a smaller learning rate. No arguments.</summary>
    SmallerLearningRate,

    /// <summary>
    /// Train longer, with a larger latent, or with stronger changes. Arguments: the change that the model copes worst with (<c>shifted</c>,
    /// <c>strongCrop</c>, <c>darker</c>, ...); none where it is no single one.
    /// </summary>
    ImproveModel,

    /// <summary>Index folders or a data set. Arguments: the index file, then the folders or the name of the data set; none where they are not known.</summary>
    Index,

    /// <summary>Index both splits of a data set. Arguments: the index file, the name of the data set; none where that is not known.</summary>
    IndexAllSplits,

    /// <summary>Empty the index, and index anew. Arguments as of <see cref="Index"/>; the index file alone where it is not known what it held.</summary>
    Rebuild,

    /// <summary>Drop a folder or a picture from the index. Arguments: the index file, empty where it is not known, and the name.</summary>
    Remove,

    /// <summary>Index a folder at its new place under the name it had. Arguments: the index file, the name.</summary>
    IndexAs,

    /// <summary>Examine the index. Arguments: the index file.</summary>
    Examine,

    /// <summary>Mend the index. Arguments: the index file; none where it is being examined anyway.</summary>
    Mend,

    /// <summary>Examine and mend all images of the index. Arguments as of <see cref="Mend"/>.</summary>
    ExamineAll,

    /// <summary>Fetch a data set. Arguments: its name.</summary>
    FetchDataset,

    /// <summary>Allow pictures of more pixels. No arguments.</summary>
    RaisePixelLimit,

    /// <summary>Say more of what is asked for. Arguments: the name of what is to be said.</summary>
    Setting,

    /// <summary>Make a library of a folder of pictures. Arguments: the folder; none where any will do.</summary>
    MakeLibrary,
}
