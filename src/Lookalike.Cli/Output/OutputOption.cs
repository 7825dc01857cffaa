using Lookalike.Training.Jobs;

namespace Lookalike.Cli.Output;

/// <summary>One file that a command writes.</summary>
/// <param name="Name">The option that names it, or what else it is.</param>
/// <param name="Path">Where, or null where it is not asked for.</param>
/// <param name="Kind">What is written.</param>
internal readonly record struct OutputOption(string Name, string? Path, OwnKind Kind)
{
    /// <summary>A model, and what training keeps beside it.</summary>
    /// <param name="option">The option that names the model.</param>
    /// <param name="path">The model file.</param>
    public static OutputOption[] Model(string option, string path) => path.Length == 0 ? [new(option, path, OwnKind.Model)] :
    [
        new(option, path, OwnKind.Model),
        new("the model that was there before", TrainingLibrary.PathsFor(path).Previous, OwnKind.Model),
        new("the checkpoint", TrainingLibrary.PathsFor(path).Checkpoint, OwnKind.Checkpoint),
        new("the list of the run's pictures", TrainingLibrary.PathsFor(path).PictureRun, OwnKind.PictureRun),
    ];
}
