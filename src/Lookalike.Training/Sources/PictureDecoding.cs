using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Datasets.Pictures;
using Lookalike.Imaging;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;
using Lookalike.Training.Networks;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Sources;

/// <summary>Finds, surveys and decodes pictures, and says what it found.</summary>
internal sealed class PictureDecoding
{
    /// <summary>The part of a time budget that decoding may take; the rest is for training.</summary>
    private const double DecodingShare = 0.25;

    private const int MinDecoded = 64;

    /// <summary>How large photographs are kept, in halves of what the network takes.</summary>
    private const int KeptShare = 3;

    private const string Stage = "reading pictures";

    public required PictureRequest Request { get; init; }

    /// <summary>The network that the pictures are for: it says what sides it takes.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>The seed of the samples.</summary>
    public required int Seed { get; init; }

    /// <summary>How much is done.</summary>
    public required DecodingLimits Limits { get; init; }

    /// <summary>Where the pixels are kept, or null for the usual place.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Told of what happens.</summary>
    public required TrainingEvents Events { get; init; }

    /// <summary>The pictures as images of one shape, which the caller disposes of.</summary>
    /// <exception cref="DatasetException">There are fewer than two that can be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; what was decoded is kept.</exception>
    public async Task<TrainingSource> RunAsync(CancellationToken cancellationToken)
    {
        PictureFile[] found = PictureListing.Find(Request, Events, cancellationToken), files = PictureListing.WithoutResults(found);
        Note(Found(files));
        if (files.Length < found.Length) Note($"{found.Length - files.Length:N0} that this program drew (montages, sheets, plots) were passed over.");
        int threads = Limits.Threads ?? Environment.ProcessorCount;
        var reader = new PictureReader { Fit = Request.Fit ?? default, MaxPixels = Request.MaxPixels };
        PictureSurvey survey = await PictureSurvey.OfAsync(files, reader, Seed, threads, cancellationToken).ConfigureAwait(false);
        PixelShape shape = Shape(survey);
        PictureFit fit = Request.Fit ?? (shape.Channels == 3 ? PictureFit.Stretch : PictureFit.Pad);
        Note($"Each becomes {shape.Width}x{shape.Height} {(shape.Channels == 1 ? "grey" : "colour")}, {FitWord(fit)}: {Reason(survey, shape)}.");
        Events.Reading?.Report(new Progress(Stage, 0, files.Length));
        PixelShape kept = KeptShape(survey, shape, fit);
        PictureSet set = await DecodeAsync(files, (kept, fit), threads, MaxDecoded(survey), cancellationToken).ConfigureAwait(false);
        try
        {
            PictureListing.RequireTwo(Request, set.Images.Count, [.. set.Failures.Select(f => f.Fault)]);
        }
        catch
        {
            set.Dispose();
            throw;
        }

        Note(Summary(set));
        return TrainingSource.Of(Request, set, shape);
    }

    /// <summary>
    /// Copies are cut out of photographs, and what is cut out of an image of the network's size is blurred: photographs are kept larger. Only what is
    /// stretched can be, for whatever is cut out of it is stretched alike.
    /// </summary>
    private static PixelShape KeptShape(PictureSurvey survey, PixelShape shape, PictureFit fit)
    {
        int height = shape.Height * KeptShare / 2, width = shape.Width * KeptShare / 2;
        return shape.Channels == 3 && fit == PictureFit.Stretch && survey.MedianSide >= Math.Max(height, width)
            ? new PixelShape(shape.Channels, height, width)
            : shape;
    }

    private void Note(string text) => Events.Notice?.Invoke(text, null);

    private Task<PictureSet> DecodeAsync(
        PictureFile[] files, (PixelShape Shape, PictureFit Fit) input, int threads, int? maximum, CancellationToken cancellationToken) =>
        PictureSet.OpenAsync(
            files,
            new PictureSetOptions
            {
                Source = Request.Identity,
                Name = Request.Name,
                Shape = input.Shape,
                Fit = input.Fit,
                MaxPixels = Request.MaxPixels,
                MaxDecoded = maximum,
                Seed = Seed,
                CacheFolder = CacheFolder,
                Threads = threads,
                Notice = Note,
                Progress = Events.Reading,
                Failed = Events.Failed,
            },
            cancellationToken);

    private PixelShape Shape(PictureSurvey survey)
    {
        if (Request.Size is not { } size) return survey.Shape(side => ArchitectureTable.SideMultiple(Architecture, side));
        int side = ArchitectureTable.TrainableSide(Architecture, size);
        return new PixelShape(survey.Channels, side, side);
    }

    private int? MaxDecoded(PictureSurvey survey)
    {
        if (Limits.Budget is not { } budget || survey.SecondsPerFile <= 0) return Limits.MaxPictures;
        double affordable = budget.TotalSeconds * DecodingShare / survey.SecondsPerFile;
        return (int)Math.Clamp(affordable, MinDecoded, Limits.MaxPictures ?? int.MaxValue);
    }

    private string Found(PictureFile[] files)
    {
        PictureFault[] faults = [.. files.Where(f => f.Fault is not null).Select(f => f.Fault!.Fault)];
        string others = faults.Length == 0 ? "" : $", {faults.Length:N0} passed over: {PictureFaultCounts.Of(faults)}";
        return $"{files.Length - faults.Length:N0} pictures in {Request.Name}{others}.";
    }

    private string Reason(PictureSurvey survey, PixelShape shape)
    {
        string channels = survey.IsGrey ? "no picture has colour" : "there is colour";
        string size = Request.Size is { } asked
            ? (asked == shape.Width ? "the size was asked for" : $"{asked} was asked for, and the network takes multiples of {Multiple(asked)}")
            : survey.CommonWidth == shape.Width && survey.CommonHeight == shape.Height ? "all have this size"
            : $"half of them are {survey.MedianSide:N0} pixels or longer";
        return $"{channels}, {size}";
    }

    private int Multiple(int side) => ArchitectureTable.SideMultiple(Architecture, side);

    private static string FitWord(PictureFit fit) => fit switch
    {
        PictureFit.Crop => "cropped to fit",
        PictureFit.Stretch => "stretched to fit",
        _ => "padded to fit",
    };

    private string Summary(PictureSet set)
    {
        string why = Limits.Budget is null ? "not needed" : "left out for want of time";
        string rest = set.LeftOut == 0 ? "" : $", {set.LeftOut:N0} {why} (an even sample was read)";
        return $"{set.Images.Count:N0} images: {set.Decoded:N0} read now, {set.Kept:N0} kept from before, {set.Dropped:N0} dropped{rest}. "
            + $"They are kept in {set.CachePath} ({set.CacheLength / 1e6:N1} MB).";
    }
}
