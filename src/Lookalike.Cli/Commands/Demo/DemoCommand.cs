using System.Diagnostics;
using Lookalike.Application.Evaluating;
using Lookalike.Application.Indexing;
using Lookalike.Cli.Commands.Train;
using Lookalike.Datasets;

namespace Lookalike.Cli.Commands.Demo;

/// <summary><c>lookalike demo</c>: the whole way from MNIST to pictures of search results.</summary>
internal static class DemoCommand
{
    private const string Dataset = "mnist";
    private const int Samples = 10;
    private const int Seed = 42;

    public static Command Create()
    {
        Option<string> output = OptionOf.Text("--output", "folder", "The folder to write into.", "output").Or("-o");
        Option<bool> json = CommonOptions.Json();
        return new CommandWithExamples(
            "demo",
            "Fetches MNIST, trains, indexes, searches and evaluates, and leaves model, index and pictures in a folder.",
            "lookalike demo",
            "lookalike demo --output /tmp/lookalike --json")
        {
            output, json,
        }.Runs(async (parsed, cancellationToken) =>
        {
            Terminal terminal = parsed.Terminal();
            DemoReport report = await RunAsync(parsed.GetRequiredValue(output), terminal, cancellationToken);
            if (parsed.GetValue(json)) terminal.WriteJson(report, CliJson.Default.DemoReport);
            else WriteText(report, parsed.GetRequiredValue(output), terminal);
            return ExitCode.Ok;
        });
    }

    private static async Task<DemoReport> RunAsync(string output, Terminal terminal, CancellationToken cancellationToken)
    {
        string In(string name) => Path.Combine(output, name);
        OutputFiles.Require(
        [
            .. TrainCommand.Outputs("the model", In("autoencoder.onnx")),
            new("the index", In("features.db"), OwnKind.Index),
            new("the sheet of reconstructions", In("recon_vis.png"), OwnKind.Picture),
            new("the plot", In("plot.png"), OwnKind.Picture),
            new("the results", In("results.png"), OwnKind.Picture),
            new("the history", In("history.json"), OwnKind.History),
        ]);

        // The demo makes its index anew. One of somebody's pictures may have taken hours.
        ImageLibrary library = CommonOptions.Library(In("features.db"), In("autoencoder.onnx"));
        if (await library.ListFoldersAsync(cancellationToken) is { Count: > 0 } folders)
        {
            throw new IOException(
                $"Will not overwrite {library.IndexPath}: it is the index of {string.Join(", ", folders)}. It was not changed. "
                + "Choose another folder: lookalike demo --output demo");
        }

        await library.Datasets.FetchAsync(Dataset, new DownloadLines(terminal), terminal.Note, cancellationToken);
        long start = Stopwatch.GetTimestamp();
        var options = new TrainingOptions
        {
            ModelPath = In("autoencoder.onnx"),
            ReconstructionPath = In("recon_vis.png"),
            PlotPath = In("plot.png"),
            HistoryPath = In("history.json"),
        };
        var request = new TrainingRequest { Dataset = Dataset, Options = options };
        TrainingResult training = await TrainingDisplay.ShowAsync(
            terminal, Dataset, options, (trainer, _) => trainer.TrainAsync(request, score: null, cancellationToken));
        var search = new SearchRequest { Sample = Samples, Seed = Seed, MontagePath = In("results.png") };
        (IndexSummary indexed, EvaluationReport evaluation) = await terminal.WithEventsAsync(async events =>
        {
            IndexSummary summary = await library.IndexAsync(Dataset, [DatasetSplit.Train], new IndexOptions { Rebuild = true }, events, cancellationToken);
            await library.SearchAsync(search, events: null, cancellationToken);
            return (summary, await library.EvaluateAsync(new EvaluationRequest { Source = Dataset, Queries = 1000 }, events, cancellationToken));
        });
        return new DemoReport
        {
            Training = training.Summary,
            Index = indexed,
            Evaluation = evaluation,
            Files = [options.ModelPath, In("features.db"), In("plot.png"), In("recon_vis.png"), In("results.png"), In("history.json")],
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }

    private static void WriteText(DemoReport report, string output, Terminal terminal)
    {
        string[] says =
        [
            $"the model: encoder and decoder, validation loss {report.Training.ValidationLoss:0.00000} after {report.Training.Seconds:0} s",
            $"the index: {report.Index.Encoded:N0} vectors, {report.Index.Seconds:0.0} s",
            "the losses of each epoch",
            "test images above their reconstructions",
            $"{Samples} queries beside their nearest images",
            "the losses as JSON",
        ];
        terminal.Output.WriteLine();
        for (int i = 0; i < says.Length; i++) terminal.Output.WriteLine($"  {report.Files[i],-30} {says[i]}");
        EvaluationReport e = report.Evaluation;
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(
            $"Of {e.Queries:N0} test images, {e.PrecisionAt1:P1} find an image of their own digit first; of the first ten hits {e.PrecisionAt10:P1} are "
                + $"right (mAP {e.MeanAveragePrecision:0.000}).");
        terminal.Output.WriteLine($"All of it took {report.Seconds:0} s. No label was used to train.");
        terminal.Output.WriteLine();
        terminal.Output.WriteLine("Try next:");
        terminal.Output.WriteLine($"  lookalike search --model {ShellWord.Of(report.Files[0])} --index {ShellWord.Of(report.Files[1])} "
            + $"--sample 5 --montage {ShellWord.Of(Path.Combine(output, "mine.png"))}");
        terminal.Output.WriteLine($"  lookalike evaluate mnist --model {ShellWord.Of(report.Files[0])} --index {ShellWord.Of(report.Files[1])} "
            + "--queries all --baselines");
        terminal.Output.WriteLine($"  lookalike serve --model {ShellWord.Of(report.Files[0])} --index {ShellWord.Of(report.Files[1])}");
    }
}
