using System.CommandLine;
using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary><c>lookalike index</c>: images to vectors in a file.</summary>
internal static class IndexCommand
{
    public static Command Create()
    {
        Argument<string> dataset = CommonOptions.Dataset();
        Option<string> model = CommonOptions.Model(), index = CommonOptions.Index();
        Option<string> split = new Option<string>("--split") { Description = "Which images: train, test or all.", DefaultValueFactory = _ => "train" }
            .AcceptOnlyFromAmong("train", "test", "all");
        Option<string?> method = new Option<string?>("--search-with")
        {
            Description = $"How the index is searched: exact, approximate (a graph is built beside it), or auto: exact up to {ImageIndex.MostExact:N0} images. Kept for later runs.",
        };
        method.AcceptOnlyFromAmong("auto", "exact", "approximate");
        Option<bool> rebuild = new("--rebuild") { Description = "Empty the index first, whatever model made it." };
        Option<int?> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new CommandWithExamples(
            "index",
            "Encodes the images of a data set and stores their vectors. A second run encodes only what is new or changed.",
            "lookalike index mnist",
            "lookalike index mnist --model output/autoencoder.onnx --index output/features.db --split all",
            "lookalike index mnist --search-with approximate",
            "lookalike index mnist --rebuild")
        {
            dataset, model, index, split, method, rebuild, threads, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            Terminal terminal = parsed.Terminal();
            IndexSummary summary = await Task.Run(
                () => IndexingRun.ExecuteAsync(
                    parsed.GetRequiredValue(dataset),
                    parsed.GetRequiredValue(split) switch
                    {
                        "train" => [DatasetSplit.Train],
                        "test" => [DatasetSplit.Test],
                        _ => [DatasetSplit.Train, DatasetSplit.Test],
                    },
                    ModelFile.Read(parsed.GetRequiredValue(model)),
                    parsed.GetRequiredValue(index),
                    parsed.GetValue(rebuild),
                    parsed.GetValue(method) is { } word ? Enum.Parse<SearchMethod>(word, ignoreCase: true) : null,
                    parsed.GetValue(threads),
                    terminal,
                    cancellation),
                CancellationToken.None);
            int code = summary.Failed > 0 ? ExitCode.SomeFailed : ExitCode.Ok;
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(summary, CliJson.Default.IndexSummary);
                return code;
            }

            terminal.Output.WriteLine(
                $"{parsed.GetRequiredValue(index)}  {summary.Encoded:N0} encoded, {summary.Unchanged:N0} unchanged, {summary.Removed:N0} removed, {summary.Failed:N0} failed, {summary.Seconds:0.0} s");
            terminal.Note($"Next: lookalike search --model {parsed.GetRequiredValue(model)} --index {parsed.GetRequiredValue(index)} --sample 10 --montage output/results.png");
            return code;
        });
        return command;
    }
}
