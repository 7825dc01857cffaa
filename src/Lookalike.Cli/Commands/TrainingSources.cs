using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Lookalike.Datasets;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary>Opens what a command line names to train on.</summary>
internal sealed class TrainingSources
{
    private const int NamedChanges = 3;

    public required ParseResult Parsed { get; init; }

    public required PictureOptions Options { get; init; }

    public required Terminal Terminal { get; init; }

    /// <summary>What is named, or null where nothing.</summary>
    public string? Named { get; init => field = value is null ? null : GivenPath.Of(value); }

    /// <summary>What names the images; with --list, nothing does.</summary>
    public static Argument<string?> Argument() => new("source")
    {
        Description = "mnist, fashion-mnist, a folder of pictures, '-' for paths of pictures on standard input, or a folder with the four IDX files.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Whether a data set is named, and not pictures.</summary>
    /// <exception cref="UsageException">It is a file.</exception>
    /// <exception cref="DatasetException">It is nothing that is there.</exception>
    [MemberNotNullWhen(true, nameof(Named))]
    public bool IsDataset(bool resumes)
    {
        if (Named is null) return false;
        switch (ImageSources.Of(Named))
        {
            case ImageSource.Dataset when Options.AreGiven(Parsed):
                throw new UsageException($"The options of pictures were given for the data set '{Named}', whose images are as they are. Leave them away, or name a folder of pictures.");
            case ImageSource.Dataset:
                return true;
            case ImageSource.File:
                throw new UsageException($"'{Named}' is a file: expected a data set or a folder. Name the folder that it is in, or --list {ShellWord.Of(Named)} if it is a list of paths.");

            // What a run began with may be gone; its pixels are kept.
            case ImageSource.Nothing when !resumes:
                throw new DatasetException(
                    $"There is no data set or folder '{Named}': expected {string.Join(", ", DatasetCatalog.All.Select(d => d.Name))}, a folder with IDX files, or a folder of pictures. Check the spelling.",
                    Named);
            default:
                return false;
        }
    }

    /// <summary>Opens the pictures that a run began with, as they were then, and says what changed.</summary>
    /// <exception cref="DatasetException">It is not known which they were, or their pixels are no longer kept.</exception>
    /// <exception cref="UsageException">Other pictures are asked for.</exception>
    public TrainingSource Resume(string modelPath, CancellationToken cancellation)
    {
        PictureRun begun = PictureRun.Load(modelPath) ?? throw new DatasetException(
            $"Cannot tell which pictures the run began with: expected {PictureRun.PathFor(modelPath)} beside the checkpoint, found none. Train again without --resume.");
        PictureRequest request = Options.Read(Parsed, Named, begun.Request);
        PictureSet pictures;
        try
        {
            pictures = PictureSet.Reopen(begun.Cache, begun.Checksum, request.Name);
        }
        catch (DatasetException e)
        {
            throw new DatasetException($"{e.Message} A run goes on only with the pixels that it began with. Train again without --resume.", e.Path, e);
        }

        SayChanges(request, pictures, cancellation);
        return TrainingSource.Of(request, pictures);
    }

    /// <summary>Finds and reads pictures.</summary>
    /// <exception cref="DatasetException">There are fewer than two.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; what was read is kept.</exception>
    public TrainingSource Read(PictureRequest request, Architecture architecture, int seed, int? threads, int? most, TimeSpan? budget, CancellationToken cancellation)
    {
        var decoding = new PictureDecoding
        {
            Request = request,
            Architecture = architecture,
            Seed = seed,
            Threads = threads,
            Most = most,
            Budget = budget,
            Terminal = Terminal,
            IsQuiet = Parsed.GetValue<bool>("--quiet"),
        };
        return TrainingSource.Of(request, decoding.Run(cancellation));
    }

    private void SayChanges(PictureRequest request, PictureSet pictures, CancellationToken cancellation)
    {
        // Standard input cannot be listed again.
        if (request.Origin == PictureOrigin.StandardInput) return;
        PictureChanges changes;
        try
        {
            changes = pictures.Compare(PictureListing.List(request, cancellation));
        }
        catch (IOException e)
        {
            Terminal.Note($"{e.Message} Going on with the pictures as they were.");
            return;
        }

        if (changes.IsEmpty) return;
        string[] names = [.. changes.Added.Concat(changes.Changed).Concat(changes.Removed)];
        string named = string.Join(", ", names.Take(NamedChanges)) + (names.Length > NamedChanges ? ", ..." : "");
        Terminal.Note(
            $"{changes.Added.Count:N0} added, {changes.Changed.Count:N0} changed, {changes.Removed.Count:N0} removed since the run began ({named}); "
            + "going on with the pictures as they were. Train again afterwards.");
    }
}
