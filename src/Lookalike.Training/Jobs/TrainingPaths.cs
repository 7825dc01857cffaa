using Lookalike.Models;

namespace Lookalike.Training.Jobs;

/// <summary>The files beside a model that training writes.</summary>
internal sealed class TrainingPaths
{
    internal TrainingPaths(string modelPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        Previous = PreviousModel.PathFor(modelPath);
        Checkpoint = Checkpoints.Checkpoint.PathFor(modelPath);
        PictureRun = Sources.PictureRun.PathFor(modelPath);
        Log = RunLogFile.PathFor(modelPath);
    }

    /// <summary>The model that a run replaced.</summary>
    public string Previous { get; }

    /// <summary>The run as it was when it was last kept; gone when it is over.</summary>
    public string Checkpoint { get; }

    /// <summary>Which pictures the run of the checkpoint began with; gone with it.</summary>
    public string PictureRun { get; }

    /// <summary>How the last run went, or goes.</summary>
    public string Log { get; }
}
