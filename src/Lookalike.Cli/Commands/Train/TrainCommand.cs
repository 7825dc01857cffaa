using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Training.Recipes;
using Lookalike.Training.Runtime;

namespace Lookalike.Cli.Commands.Train;

/// <summary><c>lookalike train</c>: images to model file.</summary>
internal sealed class TrainCommand
{
    private readonly Argument<string?> _source = SourceArgument.Create();
    private readonly Option<string> _model = LibraryOption.Model(orUsual: false);
    private readonly Option<string?> _library = LibraryOption.Create();
    private readonly Option<string?> _vis = OptionOf.Text("--vis", "file.png", "Write a picture of held-out images above their reconstructions.");
    private readonly Option<string?> _plot = OptionOf.Text("--plot", "file.png", "Write a plot of the losses.");
    private readonly Option<string?> _history = OptionOf.Text("--history", "file.json", "Write the losses as JSON.");
    private readonly WordOption<TrainingDevice> _device = new("--device", "auto, cpu or cuda.", "auto", "cpu", "cuda") { DefaultValueFactory = _ => "auto" };
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the checkpoint beside the model file, with the images as they were." };
    private readonly Option<TimeSpan?> _budget = CommonOptions.Budget();
    private readonly Option<string?> _teacher = OptionOf.Text("--teacher", "model.onnx", "Learn what is alike from this model, by distillation.");
    private readonly Option<bool> _noVerdict = OptionOf.Flag(
        "--no-verdict", "Do not measure at the end how often pictures are found from changed copies of them, and take no time for it.");
    private readonly ServeOptions _serve = new();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly PictureOptions _pictures = new();
    private readonly RecipeOptions _recipe = new();

    public static Command Create() => new TrainCommand().ToCommand();

    /// <summary>The command, whose command lines <see cref="Read"/> reads.</summary>
    internal Command ToCommand() => new CommandWithExamples(
        "train",
        "Trains an autoencoder on a folder of pictures, or on the images of a data set. Labels are never read.",
        "lookalike train ~/pictures",
        "lookalike train ~/pictures --budget 5m --serve",
        "lookalike train ~/pictures --include '**/*.jpg' --exclude 'private/**' --size 96 --fit crop",
        "find . -name '*.png' | lookalike train -",
        "lookalike train mnist",
        "lookalike train mnist --model output/autoencoder.onnx --vis output/recon_vis.png --plot output/plot.png",
        "lookalike train ~/pictures --resume",
        "lookalike train ~/pictures --teacher resnet18.lookalike.onnx",
        "lookalike train mnist --objective reconstruction",
        "lookalike train mnist --architecture reference --epochs 20 --batch-size 32")
    {
        _source, _model, _library, _vis, _plot, _history, _teacher, _resume, _budget, _noVerdict, _device, _threads, _json,
    }.With([.. _serve.All, .. _pictures.All, .. _recipe.All]).Runs(RunAsync);

    /// <summary>A model file, and what training keeps beside it.</summary>
    /// <param name="option">The option that names the model, or what else it is.</param>
    /// <param name="path">The model file.</param>
    public static OutputOption[] Outputs(string option, string path) => path.Length == 0 ? [new(option, path, OwnKind.Model)] :
    [
        new(option, path, OwnKind.Model),
        new("the model that was there before", TrainingLibrary.PathsFor(path).Previous, OwnKind.Model),
        new("the checkpoint", TrainingLibrary.PathsFor(path).Checkpoint, OwnKind.Checkpoint),
        new("the list of the run's pictures", TrainingLibrary.PathsFor(path).PictureRun, OwnKind.PictureRun),
        new("the log of the run", TrainingLibrary.PathsFor(path).Log, OwnKind.RunLog),
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = parsed.Terminal();
        OutputFiles.Require(
        [
            .. Outputs("--model", parsed.GetRequiredValue(_model)), new("--vis", parsed.GetValue(_vis), OwnKind.Picture),
            new("--plot", parsed.GetValue(_plot), OwnKind.Picture), new("--history", parsed.GetValue(_history), OwnKind.History),
        ]);
        TrainingRequest request = Read(parsed);
        string words = request.Dataset is { } dataset ? ShellWord.Of(dataset) : PictureOptions.Words(request.Pictures!);
        (TrainingResult result, LabelFreeReport? word) = await _serve.WhileAsync(
            parsed, request.Options.ModelPath, () => TrainAsync(terminal, words, request, parsed.GetValue(_noVerdict), cancellationToken));
        if (parsed.GetValue(_json)) TrainingReport.WriteJson(terminal, result, word);
        else TrainingReport.WriteText(terminal, result, word, words);
        TrainingReport.WriteFailures(terminal, result);
        return result.Failures.Count > 0 ? ExitCode.SomeFailed : ExitCode.Ok;
    }

    private static Task<(TrainingResult Result, LabelFreeReport? Word)> TrainAsync(
        Terminal terminal, string words, TrainingRequest request, bool noVerdict, CancellationToken cancellationToken) =>
        TrainingDisplay.ShowAsync(terminal, words, request.Options, async (library, bars) =>
        {
            LabelFreeScore? score = request.Dataset is null && !noVerdict ? new LabelFreeScore(bars) : null; // a data set has labels
            TrainingResult trained = await library.TrainAsync(request, score, cancellationToken);
            return (trained, LabelFreeText.Worded(score?.Report, request.Options.ModelPath));
        });

    /// <summary>What a command line asks for.</summary>
    internal TrainingRequest Read(ParseResult parsed)
    {
        string modelPath = parsed.GetRequiredValue(_model);
        bool resumes = parsed.GetValue(_resume);
        TrainingRecipe? checkpoint = resumes ? TrainingLibrary.CheckpointRecipe(modelPath) : null;
        string? named = SourceArgument.Read(parsed, _source);
        bool isDataset = SourceArgument.IsDataset(named, parsed, _pictures, resumes);
        return new TrainingRequest
        {
            Dataset = isDataset ? named : null,
            Pictures = isDataset ? null : _pictures.Read(parsed, named, resumes ? TrainingLibrary.CheckpointPictures(modelPath) : null),
            TeacherPath = parsed.GetValue(_teacher),
            Recipe = _recipe.Read(parsed, hasTest: isDataset, checkpoint),
            Options = new TrainingOptions
            {
                ModelPath = modelPath,
                ReconstructionPath = parsed.GetValue(_vis),
                PlotPath = parsed.GetValue(_plot),
                HistoryPath = parsed.GetValue(_history),
                Device = _device.Read(parsed) ?? default,
                Threads = parsed.GetValue(_threads),
                Resume = resumes,
                Budget = parsed.GetValue(_budget),
            },
        };
    }
}
