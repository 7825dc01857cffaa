using System.CommandLine;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary><c>lookalike augment</c>: shows what augmentation does.</summary>
internal static class AugmentCommand
{
    /// <summary>Of a folder, so many pictures are read: enough for the sheet to be drawn from all over it.</summary>
    private const int MostPictures = 64;

    public static Command Create()
    {
        Argument<string?> dataset = TrainingSources.Argument();
        var pictures = new PictureOptions();
        var augmentation = new AugmentationOptions();
        Option<string> sheet = new("--sheet") { Description = "The picture to write.", DefaultValueFactory = _ => "output/augmentation.png", HelpName = "file.png" };
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
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                string path = parsed.GetRequiredValue(sheet);
                OutputFiles.Require([new("--sheet", path, OwnKind.Picture)]);
                var sources = new TrainingSources { Parsed = parsed, Options = pictures, Terminal = parsed.Terminal(), Named = parsed.GetValue(dataset) };
                using TrainingSource source = sources.IsDataset(resumes: false)
                    ? TrainingSource.Of(sources.Named)
                    : sources.Read(pictures.Read(parsed, sources.Named, begun: null), Architecture.Compact, parsed.GetValue(seed), threads: null, MostPictures, budget: null, cancellation);
                try
                {
                    AugmentationSheet.Save(path, source.Images, augmentation.Read(parsed, basis: null, source.Images), parsed.GetValue(seed));
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
