using Lookalike.Core;

namespace Lookalike.Models.Faults;

/// <summary>Makes the exceptions of one model file.</summary>
internal sealed class ModelFaults(string path)
{
    private const string TrainAgain = "Train the model again.";

    /// <summary>What mends a file that is none of ours, or is not there.</summary>
    public static Remedy Training { get; } = new(RemedyKind.TrainModel);

    /// <summary>A file that nothing mends: the model is to be trained again.</summary>
    public ModelFileException At(string where, string expected, string found, Exception? cause = null) =>
        At(where, expected, found, TrainAgain, Training, cause);

    public ModelFileException At(string where, string expected, string found, string advice, Remedy? remedy = null, Exception? cause = null) =>
        new(path, $"{where}: expected {expected}, found {found}. {advice}", cause) { Expected = expected, Found = found, Remedy = remedy };

    public ModelFileException Of(string fault, Exception? cause = null) => new(path, $"{fault}. {TrainAgain}", cause) { Remedy = Training };
}
