using System.CommandLine;
using System.Diagnostics;
using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary><c>lookalike train</c>: images to model file.</summary>
internal sealed class TrainCommand
{
    private readonly Argument<string?> _source = TrainingSources.Argument();
    private readonly Option<string> _model = CommonOptions.Model();
    private readonly Option<string?> _vis = new("--vis") { Description = "Write a picture of held-out images above their reconstructions.", HelpName = "file.png" };
    private readonly Option<string?> _plot = new("--plot") { Description = "Write a plot of the losses.", HelpName = "file.png" };
    private readonly Option<string?> _history = new("--history") { Description = "Write the losses as JSON.", HelpName = "file.json" };
    private readonly Option<string> _device = new Option<string>("--device") { Description = "auto, cpu or cuda.", DefaultValueFactory = _ => "auto" }.AcceptOnlyFromAmong("auto", "cpu", "cuda");
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
        command.SetAction((parsed, cancellation) => Task.Run(() => train.Run(parsed, cancellation), CancellationToken.None));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        Terminal terminal = parsed.Terminal();
        string modelPath = parsed.GetRequiredValue(_model);
        bool resumes = parsed.GetValue(_resume);
        TimeSpan? budget = parsed.GetValue(_budget);
        OutputFiles.Require(
        [
            .. OutputOption.Model("--model", modelPath), new("--vis", parsed.GetValue(_vis), OwnKind.Picture), new("--plot", parsed.GetValue(_plot), OwnKind.Picture),
            new("--history", parsed.GetValue(_history), OwnKind.History),
        ]);
        using FileLock held = TrainingLock.Take(modelPath);
        TrainingRecipe? checkpoint = resumes ? TrainingJob.CheckpointRecipe(modelPath) : null;
        using TrainingSource source = Open(parsed, terminal, modelPath, checkpoint, budget, cancellation);
        TrainingRecipe recipe = _recipe.Read(parsed, source.Images, source.ValidationShare, checkpoint);
        if (!resumes) source.Remember(modelPath);
        HonestWord? word = source.Pictures is null ? null : new HonestWord(source, recipe, budget);
        TrainingSummary summary;
        try
        {
            summary = Train(parsed, source, recipe, budget, word, start, terminal, cancellation);
        }
        finally
        {
            // It serves the checkpoint, and goes with it.
            if (!File.Exists(modelPath + ".checkpoint")) PictureRun.Delete(modelPath);
        }

        LabelFreeReport? found = word?.Measure(modelPath, terminal, cancellation);
        if (parsed.GetValue(_json)) TrainingReport.WriteJson(terminal, summary, source, found);
        else TrainingReport.WriteText(terminal, summary, source, found);
        TrainingReport.WriteFailures(terminal, source);
        return source.Failures.Count > 0 ? ExitCode.SomeFailed : ExitCode.Ok;
    }

    private TrainingSummary Train(
        ParseResult parsed, TrainingSource source, TrainingRecipe recipe, TimeSpan? budget, HonestWord? word, long start, Terminal terminal, CancellationToken cancellation) => TrainingRun.Execute(
            new TrainingRequest
            {
                Source = source,
                Recipe = recipe,
                ModelPath = parsed.GetRequiredValue(_model),
                ReconstructionPath = parsed.GetValue(_vis),
                PlotPath = parsed.GetValue(_plot),
                HistoryPath = parsed.GetValue(_history),
                Device = Enum.Parse<TrainingDevice>(parsed.GetRequiredValue(_device), ignoreCase: true),
                Threads = parsed.GetValue(_threads),
                Resume = parsed.GetValue(_resume),
                Budget = budget,
                BudgetSpent = Stopwatch.GetElapsedTime(start),
                BudgetReserve = word?.Estimate ?? TimeSpan.Zero,
            },
            terminal,
            cancellation);

    private TrainingSource Open(ParseResult parsed, Terminal terminal, string modelPath, TrainingRecipe? checkpoint, TimeSpan? budget, CancellationToken cancellation)
    {
        var sources = new TrainingSources { Parsed = parsed, Options = _pictures, Terminal = terminal, Named = parsed.GetValue(_source) };
        if (sources.IsDataset(resumes: checkpoint is not null)) return TrainingSource.Of(sources.Named);
        if (checkpoint is not null) return sources.Resume(modelPath, cancellation);

        // Pictures may take long to read. What can be refused is refused before.
        PictureRequest request = _pictures.Read(parsed, sources.Named, begun: null);
        TrainingRecipe recipe = _recipe.Read(parsed, StandIn(), TrainingSource.ShareFor(pictures: true), checkpoint: null);
        return sources.Read(request, recipe.Architecture, recipe.Seed, parsed.GetValue(_threads), most: null, budget, cancellation);
    }

    /// <summary>Images that options can be checked against before there are any.</summary>
    private static ImageSet StandIn() => new("pictures", new PixelShape(3, 1, 1), new byte[3 * 1000]);
}
