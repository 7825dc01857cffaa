using Lookalike.Core;

namespace Lookalike.Models.Faults;

/// <summary>Makes the exceptions of one model file.</summary>
/// <param name="path">The file.</param>
/// <param name="advice">What to do about a file that nothing mends; null where its network was trained here, and is to be trained again.</param>
internal sealed class ModelFaults(string path, string? advice = null)
{
    /// <summary>What mends a file that is none of ours, or is not there.</summary>
    public static Remedy Training { get; } = new(RemedyKind.TrainModel);

    private string Advice => advice ?? "Train the model again.";

    private Remedy? Remedy => advice is null ? Training : null;

    /// <summary>Of an ONNX file of somebody else's.</summary>
    public static ModelFaults OfForeign(string path) => new(path, "Export it again, or take another encoder.");

    /// <summary>The same file, which turned out to hold an imported encoder.</summary>
    public ModelFaults OfImported() => new(path, advice ?? "Import the encoder again.");

    /// <summary>A file that is not there.</summary>
    public ModelFileException Missing(Exception cause) => advice is null
        ? At("file", "a model file", "no such file", "Check the path, or train a model.", Training, cause)
        : At("file", "an ONNX file", "no such file", "Check the path.", cause: cause);

    /// <summary>A file that nothing mends: the model is to be trained again, or the encoder imported.</summary>
    public ModelFileException At(string where, string expected, string found, Exception? cause = null) =>
        At(where, expected, found, Advice, Remedy, cause);

    public ModelFileException At(string where, string expected, string found, string advice, Remedy? remedy = null, Exception? cause = null) =>
        new(path, $"{where}: expected {expected}, found {found}. {advice}", cause) { Expected = expected, Found = found, Remedy = remedy };

    public ModelFileException Of(string fault, Exception? cause = null) => new(path, $"{fault}. {Advice}", cause) { Remedy = Remedy };
}
