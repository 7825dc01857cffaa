using System.Text.Json;
using System.Text.Json.Nodes;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Datasets.Pictures;
using Lookalike.Imaging.Faults;
using Lookalike.Training.Results;
using Lookalike.Training.Sources;

namespace Lookalike.Cli.Commands.Train;

/// <summary>What <c>train</c> prints at its end.</summary>
internal static class TrainingReport
{
    /// <summary>The summary as one JSON object, with the honest word and the files that gave no picture.</summary>
    public static void WriteJson(Terminal terminal, TrainingResult result, LabelFreeReport? word)
    {
        JsonObject report = JsonSerializer.SerializeToNode(result.Summary, CliJson.Default.TrainingSummary)!.AsObject();
        if (result.Reading is { } pictures)
        {
            report["pictures"] = new JsonObject
            {
                ["count"] = pictures.Count,
                ["decoded"] = pictures.Decoded,
                ["kept"] = pictures.Kept,
                ["dropped"] = pictures.Dropped,
                ["leftOut"] = pictures.LeftOut,
                ["cache"] = pictures.CachePath,
                ["cacheBytes"] = pictures.CacheLength,
            };
        }

        if (word is not null) report["labelFree"] = JsonSerializer.SerializeToNode(word, CliJson.Default.LabelFreeReport);
        report["failures"] = new JsonArray([.. result.Failures.Select(failure => Failure(failure, result.Pictures!))]);
        terminal.Output.WriteLine(report.ToJsonString());
    }

    public static void WriteText(Terminal terminal, TrainingResult result, LabelFreeReport? word, string named)
    {
        TrainingSummary summary = result.Summary;
        terminal.Output.WriteLine(
            $"{summary.Model}  validation loss {summary.ValidationLoss:0.00000}, {summary.Seconds:0} s, fingerprint {summary.Fingerprint![..12]}");
        if (summary.Verdict is { } verdict) Prose.WriteLine(terminal.Output, verdict);
        if (word is not null) LabelFreeText.Write(word, terminal.Output);
        if (result.Pictures is not { Origin: PictureOrigin.StandardInput })
            terminal.Note($"Next: lookalike index {named} --model {ShellWord.Of(summary.Model!)}");
    }

    /// <summary>Says once more, in one line, that not all files were pictures.</summary>
    public static void WriteFailures(Terminal terminal, TrainingResult result)
    {
        if (result.Failures.Count == 0) return;
        string remedy = result.Failures.Any(f => f.Fault == PictureFault.TooManyPixels) ? " --max-pixels raises the limit." : "";
        string counts = PictureFaultCounts.Of(result.Failures.Select(f => f.Fault));
        terminal.Fault($"{result.Failures.Count:N0} files gave no picture and were left out: {counts}.{remedy}");
    }

    private static JsonObject Failure(PictureFailure failure, PictureRequest request) => new JsonObject
    {
        ["path"] = request.FullPath(failure.Path),
        ["fault"] = JsonNamingPolicy.CamelCase.ConvertName(failure.Fault.ToString()),
        ["message"] = failure.Message,
    };
}
