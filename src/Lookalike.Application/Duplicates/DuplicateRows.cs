using System.Globalization;
using Lookalike.Application.Drawing;
using Lookalike.Core;
using Lookalike.Imaging.Sheets;

namespace Lookalike.Application.Duplicates;

/// <summary>Groups of near-identical images as rows of pictures: the one to keep, and the others.</summary>
internal static class DuplicateRows
{
    /// <summary>The groups that a montage has room for, and the images of one beside the one to keep.</summary>
    private const int MaxOnMontage = 50, MaxOfGroup = 12;

    /// <summary>A row for each group.</summary>
    /// <param name="report">The groups.</param>
    /// <param name="images">Draws them.</param>
    /// <param name="progress">Told how many groups are drawn; or null.</param>
    /// <param name="cancellationToken">Stops the drawing.</param>
    public static IReadOnlyList<MontageRow> Of(DuplicateReport report, DrawnImages images, IProgress<Progress>? progress, CancellationToken cancellationToken)
    {
        var rows = new List<MontageRow>(report.Groups.Count);
        foreach (DuplicateGroup group in report.Groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DuplicateImage keep = group.Images.First(image => image.Key == group.Keep);
            rows.Add(new MontageRow
            {
                Heading = $"{group.Images.Count:N0} near-identical; keep {group.Keep} ({Reason(group)})",
                Query = images.Tile(keep.Key, $"{DrawnImages.NameIn(keep.Key)}{About(keep)}", TileFrame.Query, keep.Path),
                Hits = [.. group.Images.Where(image => image != keep).Select(image => images.Tile(image.Key, Caption(image), TileFrame.None, image.Path))],
            });
            progress?.Report(new Progress("drawing groups", rows.Count, report.Groups.Count));
        }

        return rows;
    }

    /// <summary>Writes the files that a request names.</summary>
    /// <param name="request">The request.</param>
    /// <param name="report">The groups, with their rows.</param>
    /// <param name="tell">Told of groups that a montage has no room for.</param>
    public static void Save(DuplicateRequest request, DuplicateReport report, Action<string> tell)
    {
        const string Title = "Near-identical images";
        if (request.MontagePath is { } montage && report.Rows.Count > 0)
        {
            MontageRow[] fitting =
                [.. report.Rows.Take(MaxOnMontage).Select(row => new MontageRow { Query = row.Query, Hits = [.. row.Hits.Take(MaxOfGroup)] })];
            if (report.Rows.Count > fitting.Length || report.Rows.Any(row => row.Hits.Count > MaxOfGroup))
                tell($"The montage has room for {MaxOnMontage} groups and {MaxOfGroup} images beside the one to keep; a page of HTML has room for all.");
            Montage.Save(montage, fitting, Title, "keep", "near-identical");
        }

        if (request.HtmlPath is not { } path) return;
        var page = new HtmlSheet(Title);
        string within = report.Within.ToString("g4", CultureInfo.InvariantCulture);
        page.Say($"{report.GroupCount:N0} groups among {report.Images:N0} images, {report.Superfluous:N0} more than needed; each image is within {within} of "
            + $"the one to keep, which comes first ({report.WithinRule}). Nothing was deleted.");
        foreach (MontageRow row in report.Rows) page.Add(row);
        page.Save(path);
    }

    /// <summary>Why the one to keep is kept, in words.</summary>
    public static string Reason(DuplicateGroup group) => group.KeepReason switch
    {
        "pixels" => "most pixels",
        "age" => "the oldest",
        "bytes" => "most bytes",
        _ => "first by name",
    };

    private static string Caption(DuplicateImage image) =>
        string.Create(CultureInfo.InvariantCulture, $"{image.Distance:0.000}  {DrawnImages.NameIn(image.Key)}") + About(image);

    private static string About(DuplicateImage image)
    {
        string text = image is { Width: { } width, Height: { } height } ? $"\n{width} x {height}" : "";
        return image.Size is { } size ? $"{text}\n{size:N0} bytes" : text;
    }
}
