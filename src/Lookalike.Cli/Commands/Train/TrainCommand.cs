using System.CommandLine;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Cli.Faults;
using Lookalike.Cli.Output;
using Lookalike.Cli.Parsing;
using Lookalike.Cli.Terminals;
using Lookalike.Training.Jobs;
using Lookalike.Training.Recipes;
using Lookalike.Training.Runtime;

namespace Lookalike.Cli.Commands.Train;

/// <summary><c>lookalike train</c>: images to model file.</summary>
internal sealed class TrainCommand
{
    private readonly Argument<string?> _source = SourceArgument.Create();
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string?> _vis = new("--vis")
    {
        Description = "Write a picture of held-out images above their reconstructions.",
        HelpName = "file.png",
    };

    private readonly Option<string?> _plot = new("--plot") { Description = "Write a plot of the losses.", HelpName = "file.png" };
    private readonly Option<string?> _history = new("--history") { Description = "Write the losses as JSON.", HelpName = "file.json" };
    private readonly Option<string> _device = new Option<string>("--device") { Description = "auto, cpu or cuda.", DefaultValueFactory = _ => "auto" }
        .AcceptOnlyFromAmong("auto", "cpu", "cuda");
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the checkpoint beside the model file, with the images as they were." };

    private readonly Option<TimeSpan?> _budget = new("--budget")
    {
        CustomParser = Duration.Parse,
        Description = "Take at most this wall time, such as 90s, 5m or 1h30m; what does not fit is done less of. Default: as long as the recipe takes.",
        HelpName = "time",
    };

    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly PictureOptions _pictures = new();
    private readonly RecipeOptions _recipe = new();

    private TrainCommand()
    {
    }

    public static Command Create()
    {
        var train = new TrainCommand();
        var command = new CommandWithExamples(
            "train",
            "Trains an autoencoder on a folder of pictures, or on the images of a data set. Labels are never read.",
            "lookalike train ~/pictures",
            "lookalike train ~/pictures --budget 5m",
            "lookalike train ~/pictures --include '**/*.jpg' --exclude 'private/**' --size 96 --fit crop",
            "find . -name '*.png' | lookalike train -",
            "lookalike train mnist",
            "lookalike train mnist --model output/autoencoder.onnx --vis output/recon_vis.png --plot output/plot.png",
            "lookalike train ~/pictures --resume",
            "lookalike train mnist --objective reconstruction",
            "lookalike train mnist --architecture reference --epochs 20 --batch-size 32")
        {
            train._source, train._model, train._vis, train._plot, train._history, train._resume, train._budget, train._device, train._threads, train._json,
        };
        train._pictures.AddTo(command);
        train._recipe.AddTo(command);
        command.SetAction(train.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        Terminal terminal = parsed.Terminal();
        OutputFiles.Require(
        [
            .. OutputOption.Model("--model", parsed.GetRequiredValue(_model)), new("--vis", parsed.GetValue(_vis), OwnKind.Picture),
            new("--plot", parsed.GetValue(_plot), OwnKind.Picture), new("--history", parsed.GetValue(_history), OwnKind.History),
        ]);
        TrainingRequest request = Read(parsed);
        (TrainingResult result, LabelFreeReport? word) = await terminal.WithStagesAsync(bars => TrainAsync(request, terminal, bars, cancellationToken));
        if (parsed.GetValue(_json)) TrainingReport.WriteJson(terminal, result, word);
        else TrainingReport.WriteText(terminal, result, word, Words(request));
        TrainingReport.WriteFailures(terminal, result);
        return result.Failures.Count > 0 ? ExitCode.SomeFailed : ExitCode.Ok;
    }

    private TrainingRequest Read(ParseResult parsed)
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
            Recipe = _recipe.Read(parsed, hasTest: isDataset, checkpoint),
            Options = new TrainingOptions
            {
                ModelPath = modelPath,
                ReconstructionPath = parsed.GetValue(_vis),
                PlotPath = parsed.GetValue(_plot),
                HistoryPath = parsed.GetValue(_history),
                Device = Enum.Parse<TrainingDevice>(parsed.GetRequiredValue(_device), ignoreCase: true),
                Threads = parsed.GetValue(_threads),
                Resume = resumes,
                Budget = parsed.GetValue(_budget),
            },
        };
    }

    private static async Task<(TrainingResult Result, LabelFreeReport? Word)> TrainAsync(
        TrainingRequest request, Terminal terminal, StageBars bars, CancellationToken cancellationToken)
    {
        var display = new TrainingDisplay(terminal, bars);
        LabelFreeScore? score = request.Dataset is null ? new LabelFreeScore(bars) : null; // a data set has labels to be measured by
        try
        {
            return (await new TrainingLibrary(display.Events).TrainAsync(request, score, cancellationToken), score?.Report);
        }
        catch (OperationCanceledException)
        {
            display.SayStopped(Words(request), request.Options);
            throw;
        }
    }

    /// <summary>The words that name the images on a command line.</summary>
    private static string Words(TrainingRequest request) => request.Dataset is { } dataset ? ShellWord.Of(dataset) : PictureWords.Of(request.Pictures!);
}
