using System.CommandLine;
using System.Diagnostics;
using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Index;
using Lookalike.Models;
using Lookalike.Search;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary><c>lookalike demo</c>: the whole way from MNIST to pictures of search results.</summary>
internal static class DemoCommand
{
    private const string Dataset = "mnist";
    private const int Samples = 10;
    private const int Top = 10;
    private const int Seed = 42;

    public static Command Create()
    {
        Option<string> output = new("--output", "-o") { Description = "The folder to write into.", DefaultValueFactory = _ => "output", HelpName = "folder" };
        Option<bool> json = CommonOptions.Json();
        var command = new CommandWithExamples(
            "demo",
            "Fetches MNIST, trains, indexes, searches and evaluates, and leaves model, index and pictures in a folder.",
            "lookalike demo",
            "lookalike demo --output /tmp/lookalike --json")
        {
            output, json,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            async () =>
            {
                Terminal terminal = parsed.Terminal();
                DemoReport report = await RunAsync(parsed.GetRequiredValue(output), terminal, cancellation);
                if (parsed.GetValue(json)) terminal.WriteJson(report, CliJson.Default.DemoReport);
                else WriteText(report, parsed.GetRequiredValue(output), terminal);
                return ExitCode.Ok;
            },
            CancellationToken.None));
        return command;
    }

    private static async Task<DemoReport> RunAsync(string output, Terminal terminal, CancellationToken cancellation)
    {
        string In(string name) => Path.Combine(output, name);
        OutputFiles.Require(
        [
            .. OutputOption.Model("the model", In("autoencoder.onnx")), new("the index", In("features.db"), OwnKind.Index), new("the sheet of reconstructions", In("recon_vis.png"), OwnKind.Picture),
            new("the plot", In("plot.png"), OwnKind.Picture), new("the results", In("results.png"), OwnKind.Picture), new("the history", In("history.json"), OwnKind.History),
        ]);
        await RequireNoPicturesAsync(In("features.db"), cancellation);
        var store = new DatasetStore();
        await DatasetDownload.RunAsync(store, Dataset, terminal, cancellation);

        long start = Stopwatch.GetTimestamp();
        var options = new TrainingOptions
        {
            ModelPath = In("autoencoder.onnx"),
            ReconstructionPath = In("recon_vis.png"),
            PlotPath = In("plot.png"),
            HistoryPath = In("history.json"),
        };
        TrainingSummary training = await TrainAsync(options, terminal, cancellation);
        ModelFile model = ModelFile.Read(options.ModelPath);
        IndexSummary indexed = await IndexingRun.ExecuteAsync(Dataset, [DatasetSplit.Train], model, In("features.db"), rebuild: true, method: null, threads: null, terminal, cancellation);
        await SearchAsync(store, model, In("features.db"), In("results.png"), cancellation);
        EvaluationReport evaluation = await EvaluationRun.ExecuteAsync(
            Dataset, model, In("features.db"), queries: 1000, DistanceMetric.Euclidean, baselines: false, labelFree: false, PictureReader.DefaultMaxPixels, terminal, cancellation);
        return new DemoReport
        {
            Training = training,
            Index = indexed,
            Evaluation = evaluation,
            Files = [options.ModelPath, In("features.db"), In("plot.png"), In("recon_vis.png"), In("results.png"), In("history.json")],
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }

    private static Task<TrainingSummary> TrainAsync(TrainingOptions options, Terminal terminal, CancellationToken cancellationToken) => terminal.WithStagesAsync(async bars =>
    {
        var display = new TrainingDisplay(terminal, bars);
        try
        {
            var request = new TrainingRequest { Dataset = Dataset, Options = options };
            return (await new TrainingLibrary(display.Events).TrainAsync(request, score: null, cancellationToken)).Summary;
        }
        catch (OperationCanceledException)
        {
            display.SayStopped(Dataset, options);
            throw;
        }
    });

    /// <summary>The demo makes its index anew. One of somebody's pictures may have taken hours.</summary>
    private static async Task RequireNoPicturesAsync(string index, CancellationToken cancellation)
    {
        if (!File.Exists(index)) return;
        try
        {
            using ImageIndex opened = await ImageIndex.OpenAsync(Indexes.Engine, index, cancellation);
            if (opened.Roots.All.Count == 0) return;
            string roots = string.Join(", ", opened.Roots.All.Select(root => root.Path));
            throw new IOException($"Will not overwrite {index}: it is the index of {roots}. It was not changed. Choose another folder: lookalike demo --output demo");
        }
        catch (Exception e) when (e is IndexException or IndexStorageException)
        {
            // Empty or damaged: there is nothing in it to lose.
        }
    }

    private static async Task SearchAsync(DatasetStore store, ModelFile model, string indexPath, string montage, CancellationToken cancellation)
    {
        using IImageEncoder encoder = model.OpenEncoder();
        using ImageIndex index = await ImageIndex.OpenAsync(Indexes.Engine, indexPath, model.Metadata, cancellation);
        IReadOnlyList<QueryImage> queries = QueryImage.Sample(store.Open(Dataset, DatasetSplit.Test), Samples, Seed);
        IReadOnlyList<SearchQuery> encoded = SearchQuery.Of(queries, Searcher.Encode(encoder, queries));
        SearchReport report = await new Searcher(index).SearchAsync(encoded, new SearchOptions { Top = Top }, cancellation);
        QueryTile[] tiles = [.. queries.Select(q => new QueryTile { Image = new ShownImage { Shape = encoder.Description.Preprocessing.Shape, Pixels = q.Pixels }, Caption = $"label {q.Label}" })];
        SearchMontage.Save(montage, report, tiles, new IndexedImages(store, index), missing: _ => { });
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
            $"Of {e.Queries:N0} test images, {e.PrecisionAt1:P1} find an image of their own digit first; of the first ten hits {e.PrecisionAt10:P1} are right (mAP {e.MeanAveragePrecision:0.000}).");
        terminal.Output.WriteLine($"All of it took {report.Seconds:0} s. No label was used to train.");
        terminal.Output.WriteLine();
        terminal.Output.WriteLine("Try next:");
        terminal.Output.WriteLine($"  lookalike search --model {ShellWord.Of(report.Files[0])} --index {ShellWord.Of(report.Files[1])} --sample 5 --montage {ShellWord.Of(Path.Combine(output, "mine.png"))}");
        terminal.Output.WriteLine($"  lookalike evaluate mnist --model {ShellWord.Of(report.Files[0])} --index {ShellWord.Of(report.Files[1])} --queries all --baselines");
    }
}
