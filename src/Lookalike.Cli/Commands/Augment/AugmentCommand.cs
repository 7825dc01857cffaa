using System.CommandLine;
using Lookalike.Cli.Commands.Train;
using Lookalike.Cli.Faults;
using Lookalike.Cli.Output;
using Lookalike.Cli.Parsing;
using Lookalike.Cli.Terminals;
using Lookalike.Training;
using Lookalike.Training.Jobs;

namespace Lookalike.Cli.Commands.Augment;

/// <summary><c>lookalike augment</c>: shows what augmentation does.</summary>
internal static class AugmentCommand
{
    public static Command Create()
    {
        Argument<string?> dataset = SourceArgument.Create();
        var pictures = new PictureOptions();
        var augmentation = new AugmentationOptions();
        Option<string> sheet = new("--sheet")
        {
            Description = "The picture to write.",
            DefaultValueFactory = _ => "output/augmentation.png",
            HelpName = "file.png",
        };
        Option<int> seed = new("--seed") { Description = "The seed of the copies.", DefaultValueFactory = _ => 42 };
        var command = new CommandWithExamples(
            "augment",
            "Draws images beside changed copies of them, as training will see them.",
            "lookalike augment ~/pictures",
            "lookalike augment mnist",
            "lookalike augment fashion-mnist --augment clothes --rotation 8 --sheet output/augmentation.png")
        {
            dataset, sheet, seed,
        };
        pictures.AddTo(command);
        augmentation.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetRequiredValue(sheet);
            OutputFiles.Require([new("--sheet", path, OwnKind.Picture)]);
            string? named = SourceArgument.Read(parsed, dataset);
            bool isDataset = SourceArgument.IsDataset(named, parsed, pictures, resumes: false);
            var request = new AugmentationRequest
            {
                Dataset = isDataset ? named : null,
                Pictures = isDataset ? null : pictures.Read(parsed, named, begun: null),
                Augmentation = augmentation.Read(parsed),
                SheetPath = path,
                Seed = parsed.GetValue(seed),
            };
            await DrawAsync(request, parsed.Terminal(), cancellationToken);
            parsed.Terminal().Output.WriteLine(path);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Task<bool> DrawAsync(
        AugmentationRequest request, Terminal terminal, CancellationToken cancellationToken) => terminal.WithStagesAsync(async bars =>
    {
        var display = new TrainingDisplay(terminal, bars);
        try
        {
            await new TrainingLibrary(display.Events).DrawCopiesAsync(request, cancellationToken);
            return true;
        }
        catch (TrainingException e)
        {
            throw new UsageException(RemedyText.Append(e.Message, e.Remedy, model: null));
        }
        catch (OperationCanceledException)
        {
            display.SayStopped("", options: null);
            throw;
        }
    });
}
