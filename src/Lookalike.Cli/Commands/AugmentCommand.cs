using System.CommandLine;
using Lookalike.Datasets;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary><c>lookalike augment</c>: shows what augmentation does.</summary>
internal static class AugmentCommand
{
    public static Command Create()
    {
        Argument<string> dataset = CommonOptions.Dataset();
        var augmentation = new AugmentationOptions();
        Option<string> sheet = new("--sheet") { Description = "The picture to write.", DefaultValueFactory = _ => "output/augmentation.png", HelpName = "file.png" };
        Option<int> seed = new("--seed") { Description = "The seed of the copies.", DefaultValueFactory = _ => 42 };
        var command = new CommandWithExamples(
            "augment",
            "Draws images beside changed copies of them, as training will see them.",
            "lookalike augment mnist",
            "lookalike augment fashion-mnist --augment clothes --rotation 8 --sheet output/augmentation.png")
        {
            dataset, sheet, seed,
        };
        augmentation.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                string path = parsed.GetRequiredValue(sheet);
                OutputFile.Require(path);
                ImageSet images = new DatasetStore().Open(parsed.GetRequiredValue(dataset), DatasetSplit.Train).Images;
                try
                {
                    AugmentationSheet.Save(path, images, augmentation.Read(parsed, basis: null, images), parsed.GetValue(seed));
                }
                catch (TrainingException e)
                {
                    throw new UsageException(e.Message);
                }

                parsed.Terminal().Output.WriteLine(path);
                return ExitCode.Ok;
            },
            cancellation));
        return command;
    }
}
