namespace Lookalike.Models;

/// <summary>Makes the exceptions of one model file.</summary>
internal sealed class ModelFaults(string path)
{
    private const string Remedy = "Write it again with `lookalike train`.";

    public ModelFileException At(string where, string expected, string found, string remedy = Remedy, Exception? cause = null) =>
        new(path, $"{where}: expected {expected}, found {found}. {remedy}", cause);

    public ModelFileException Of(string fault, Exception? cause = null) => new(path, $"{fault}. {Remedy}", cause);
}
