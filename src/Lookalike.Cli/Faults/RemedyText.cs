using Lookalike.Models;
using Lookalike.Training.Objectives;

namespace Lookalike.Cli.Faults;

/// <summary>
/// Says what mends a fault in the words of this command line: a command that can be pasted, or the name of an option. A library knows the index
/// that it speaks of; which file the model was read from only the command line knows, and without it the command would take another.
/// </summary>
internal static class RemedyText
{
    // Each goes on where the last sentence of a message ends.
    private static readonly Dictionary<RemedyKind, Func<string[], string?, string>> Words = new()
    {
        [RemedyKind.TrainModel] = (_, _) => ": lookalike find FOLDER does, and indexes; lookalike train --help says more.",
        [RemedyKind.TrainAnew] = (_, _) => ", without --resume.",
        [RemedyKind.ResumeTraining] = (_, _) => ", with --resume.",
        [RemedyKind.TrainOnProcessor] = (_, _) => ": --device cpu.",
        [RemedyKind.SmallerBatch] = (_, _) => ": --batch-size.",
        [RemedyKind.SmallerLearningRate] = (_, _) => ": --learning-rate.",
        [RemedyKind.ImproveModel] = (changes, model) =>
            $". Train with {string.Join(", or ", Settings(changes, model))}; look at hits with: lookalike search --sample 10 --montage hits.png",
        [RemedyKind.Index] = (index, model) => index is [var file, .. var sources] ? Index(sources, file, "", model) : "; lookalike index --help says how.",
        [RemedyKind.IndexAllSplits] = (index, model) =>
            index is [var file, .. var sources] ? Index(sources, file, " --split all", model) : ", with --split all.",
        [RemedyKind.Rebuild] = (index, model) => index switch
        {
            [] => ", with --rebuild.",
            [var file] => $": lookalike index <folder> --index {ShellWord.Of(file)} --rebuild{Model(model)}",
            [var file, .. var sources] => Index(sources, file, " --rebuild", model),
        },
        [RemedyKind.Remove] = (index, model) => index is ["", var name]
            ? $", with --remove {ShellWord.Of(name)}."
            : $": lookalike index --remove {ShellWord.Of(index[1])} --index {ShellWord.Of(index[0])}{Model(model)}",
        [RemedyKind.IndexAs] = (index, _) => $", with --as {ShellWord.Of(index[1])}",
        [RemedyKind.Examine] = (index, _) => $": lookalike doctor --index {ShellWord.Of(index[0])}",
        [RemedyKind.Mend] = (index, _) => index is [var file] ? $": lookalike doctor --fix --index {ShellWord.Of(file)}" : " with --fix.",
        [RemedyKind.ExamineAll] = (index, _) =>
            index is [var file] ? $": lookalike doctor --fix --sample all --index {ShellWord.Of(file)}" : ", with --fix --sample all.",
        [RemedyKind.MakeLibrary] = (folder, _) => folder is [var path] ? $": lookalike find {ShellWord.Of(path)}" : ": lookalike find FOLDER",
        [RemedyKind.FetchDataset] = (name, _) => $": lookalike data fetch {ShellWord.Of(name[0])}",
        [RemedyKind.RaisePixelLimit] = (_, _) => ": --max-pixels.",
        [RemedyKind.Setting] = (name, _) => $": --{name[0]}.",
    };

    /// <summary>What tells of faults in these words.</summary>
    /// <param name="model">The model that the command line names, or null.</param>
    public static FaultReport Report(string? model) => new((text, remedy) => Append(text, remedy, model));

    /// <summary>A message, and how this program does what it advises.</summary>
    /// <param name="message">Sentences, the last of which says what to do.</param>
    /// <param name="remedy">The same as data, or null.</param>
    /// <param name="model">The model that the command line names, or null.</param>
    public static string Append(string message, Remedy? remedy, string? model) =>
        remedy is null ? message : message.TrimEnd('.') + Words[remedy.Kind]([.. remedy.Arguments], model);

    private static string Index(IEnumerable<string> sources, string index, string options, string? model) =>
        $": lookalike index {string.Join(' ', sources.Select(ShellWord.Of))} --index {ShellWord.Of(index)}{options}{Model(model)}";

    private static string Model(string? model) => model is null ? "" : $" --model {ShellWord.Of(model)}";

    /// <summary>Options of a better training. Which of them a model has already been trained with, its file says.</summary>
    private static IEnumerable<string> Settings(string[] changes, string? model) =>
    [
        "--epochs or a larger --budget",
        .. model is null ? [] : RecipeAdvice.For(ModelFile.Read(model).Metadata, changes.FirstOrDefault()).Select(to => $"--{to.Setting} {to.Value}"),
    ];
}
