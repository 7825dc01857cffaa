using System.CommandLine;
using Lookalike.Datasets;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary><c>lookalike train</c>: images to model file.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        Argument<string> dataset = CommonOptions.Dataset();
        Option<string> model = CommonOptions.Model();
        var recipeOptions = new RecipeOptions();
        Option<string?> vis = new("--vis") { Description = "Write a picture of held-out images above their reconstructions.", HelpName = "file.png" };
        Option<string?> plot = new("--plot") { Description = "Write a plot of the losses.", HelpName = "file.png" };
        Option<string?> history = new("--history") { Description = "Write the losses as JSON.", HelpName = "file.json" };
        Option<string> device = new Option<string>("--device") { Description = "auto, cpu or cuda.", DefaultValueFactory = _ => "auto" }.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        Option<int?> threads = CommonOptions.Threads();
        Option<bool> resume = new("--resume") { Description = "Go on from the checkpoint beside the model file." };
        Option<bool> json = CommonOptions.Json();

        var command = new CommandWithExamples(
            "train",
            "Trains an autoencoder on the images of a data set. Labels are never read.",
            "lookalike train mnist",
            "lookalike train mnist --model output/autoencoder.onnx --vis output/recon_vis.png --plot output/plot.png",
            "lookalike train fashion-mnist --model output/fashion.onnx",
            "lookalike train mnist --resume",
            "lookalike train mnist --objective reconstruction",
            "lookalike train mnist --architecture reference --epochs 20 --batch-size 32")
        {
            dataset, model, vis, plot, history, resume, device, threads, json,
        };
        recipeOptions.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            Terminal terminal = parsed.Terminal();
            string modelPath = parsed.GetRequiredValue(model);
            bool resumes = parsed.GetValue(resume);
            ImageSet images = new DatasetStore().Open(parsed.GetRequiredValue(dataset), DatasetSplit.Train).Images;
            TrainingRecipe recipe = recipeOptions.Read(parsed, images, resumes ? TrainingJob.CheckpointRecipe(modelPath) : null);
            TrainingSummary summary = TrainingRun.Execute(
                new TrainingRequest
                {
                    Dataset = parsed.GetRequiredValue(dataset),
                    Recipe = recipe,
                    ModelPath = modelPath,
                    ReconstructionPath = parsed.GetValue(vis),
                    PlotPath = parsed.GetValue(plot),
                    HistoryPath = parsed.GetValue(history),
                    Device = Enum.Parse<TrainingDevice>(parsed.GetRequiredValue(device), ignoreCase: true),
                    Threads = parsed.GetValue(threads),
                    Resume = resumes,
                },
                terminal,
                cancellation);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(summary, CliJson.Default.TrainingSummary);
                return ExitCode.Ok;
            }

            terminal.Output.WriteLine($"{summary.Model}  validation loss {summary.ValidationLoss:0.00000}, {summary.Seconds:0} s, fingerprint {summary.Fingerprint![..12]}");
            if (summary.Verdict is { } verdict) terminal.Output.WriteLine(verdict);
            terminal.Note($"Next: lookalike index {parsed.GetRequiredValue(dataset)} --model {summary.Model}");
            return ExitCode.Ok;
        }, CancellationToken.None));
        return command;
    }
}
