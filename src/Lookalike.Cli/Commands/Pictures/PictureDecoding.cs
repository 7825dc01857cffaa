using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Training;

namespace Lookalike.Cli;

/// <summary>Finds, surveys and decodes pictures under a progress bar, and says what it found.</summary>
internal sealed class PictureDecoding
{
    /// <summary>The part of a time budget that decoding may take; the rest is for training.</summary>
    private const double DecodingShare = 0.25;

    private const int LeastDecoded = 64;

    public required PictureRequest Request { get; init; }

    /// <summary>The network that the pictures are for: it says what sides it takes.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>The seed of the samples.</summary>
    public required int Seed { get; init; }

    public int? Threads { get; init; }

    /// <summary>The most pictures that are decoded, or null.</summary>
    public int? Most { get; init; }

    /// <summary>The time that all of the run may take, or null.</summary>
    public TimeSpan? Budget { get; init; }

    public required Terminal Terminal { get; init; }

    /// <summary>Whether the terminal shows no progress; faults are told of all the same.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>The pictures as images of one shape, which the caller disposes of.</summary>
    /// <exception cref="DatasetException">There are fewer than two that can be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; what was decoded is kept.</exception>
    public PictureSet Run(CancellationToken cancellation)
    {
        PictureFile[] found = PictureListing.Find(Request, Terminal.Note, cancellation), files = PictureListing.WithoutResults(found);
        Terminal.Note(Found(files));
        if (files.Length < found.Length) Terminal.Note($"{found.Length - files.Length:N0} that this program drew (montages, sheets, plots) were passed over.");
        int threads = Threads ?? Environment.ProcessorCount;
        var reader = new PictureReader { Fit = Request.Fit, MaxPixels = Request.MaxPixels };
        PictureSurvey survey = PictureSurvey.OfAsync(files, reader, Seed, threads, cancellation).GetAwaiter().GetResult();
        PixelShape shape = Shape(survey);
        Terminal.Note($"Each becomes {shape.Width}x{shape.Height} {(shape.Channels == 1 ? "grey" : "colour")}, {FitWord(Request.Fit)}: {Reason(survey, shape)}.");
        PictureSet set = Decode(files, shape, threads, MostDecoded(survey), cancellation);
        try
        {
            PictureListing.RequireTwo(Request, set.Images.Count, [.. set.Failures.Select(f => f.Fault)]);
        }
        catch
        {
            set.Dispose();
            throw;
        }

        Terminal.Note(Summary(set));
        return set;
    }

    private PictureSet Decode(PictureFile[] files, PixelShape shape, int threads, int? most, CancellationToken cancellation)
    {
        try
        {
            return Terminal.WithProgress("reading pictures", 1, bar => PictureSet.OpenAsync(
                files,
                new PictureSetOptions
                {
                    Source = Request.Identity,
                    Name = Request.Name,
                    Shape = shape,
                    Fit = Request.Fit,
                    MaxPixels = Request.MaxPixels,
                    MaxDecoded = most,
                    Seed = Seed,
                    Threads = threads,
                    Notice = bar.Line,
                    Progress = new Advance(bar),
                    Failed = failure =>
                    {
                        if (IsQuiet) Terminal.Fault(failure.Message);
                        else bar.Line(failure.Message);
                    },
                },
                cancellation).GetAwaiter().GetResult());
        }
        catch (OperationCanceledException)
        {
            Terminal.Fault("Stopped while reading pictures. Those that were read are kept; the same command goes on with the others.");
            throw;
        }
    }

    private PixelShape Shape(PictureSurvey survey)
    {
        if (Request.Size is not { } size) return survey.Shape(side => ArchitectureTable.SideMultiple(Architecture, side));
        int side = ArchitectureTable.TrainableSide(Architecture, size);
        return new PixelShape(survey.Channels, side, side);
    }

    private int? MostDecoded(PictureSurvey survey)
    {
        if (Budget is not { } budget || survey.SecondsPerFile <= 0) return Most;
        double affordable = budget.TotalSeconds * DecodingShare / survey.SecondsPerFile;
        return (int)Math.Clamp(affordable, LeastDecoded, Most ?? int.MaxValue);
    }

    private string Found(PictureFile[] files)
    {
        PictureFault[] faults = [.. files.Where(f => f.Fault is not null).Select(f => f.Fault!.Fault)];
        string others = faults.Length == 0 ? "" : $", {faults.Length:N0} passed over: {FaultCounts.Of(faults)}";
        return $"{files.Length - faults.Length:N0} pictures in {Request.Name}{others}.";
    }

    private string Reason(PictureSurvey survey, PixelShape shape)
    {
        string channels = survey.IsGrey ? "no picture has colour" : "there is colour";
        string size = Request.Size is { } asked ? (asked == shape.Width ? "the size was asked for" : $"{asked} was asked for, and the network takes multiples of {ArchitectureTable.SideMultiple(Architecture, asked)}")
            : survey.CommonWidth == shape.Width && survey.CommonHeight == shape.Height ? "all have this size"
            : $"half of them are {survey.MedianSide:N0} pixels or longer";
        return $"{channels}, {size}";
    }

    private static string FitWord(PictureFit fit) => fit switch
    {
        PictureFit.Crop => "cropped to fit",
        PictureFit.Stretch => "stretched to fit",
        _ => "padded to fit",
    };

    private static string Summary(PictureSet set)
    {
        string rest = set.LeftOut == 0 ? "" : $", {set.LeftOut:N0} left out for want of time (an even sample was read)";
        return $"{set.Images.Count:N0} images: {set.Decoded:N0} read now, {set.Kept:N0} kept from before, {set.Dropped:N0} dropped{rest}. "
            + $"They are kept in {set.CachePath} ({set.CacheLength / 1e6:N1} MB).";
    }

    private sealed class Advance(IProgressBar bar) : IProgress<Progress>
    {
        public void Report(Progress value) => bar.Set((double)value.Done / value.Total, $"{value.Done:N0} of {value.Total:N0}");
    }
}
