using Lookalike.Cli.Commands.Train;
using Lookalike.Training;

namespace Lookalike.Cli.Commands.Augment;

/// <summary><c>lookalike augment</c>: shows what augmentation does.</summary>
internal static class AugmentCommand
{
    public static Command Create()
    {
        Argument<string?> dataset = SourceArgument.Create();
        var pictures = new PictureOptions();
        var augmentation = new AugmentationOptions();
        Option<string> sheet = OptionOf.Text("--sheet", "file.png", "The picture to write.", "output/augmentation.png");
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
        command.With([.. pictures.All, .. augmentation.All]).SetAction(async (parsed, cancellationToken) =>
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
            await TrainingDisplay.ShowAsync(parsed.Terminal(), "", options: null, (library, _) => DrawAsync(library, request, cancellationToken));
            parsed.Terminal().Output.WriteLine(path);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Ranges are all that can be wrong here, and those come from options.</summary>
    private static async Task<bool> DrawAsync(TrainingLibrary library, AugmentationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await library.DrawCopiesAsync(request, cancellationToken);
            return true;
        }
        catch (TrainingException e)
        {
            throw new UsageException(RemedyText.Append(e.Message, e.Remedy, model: null));
        }
    }
}
