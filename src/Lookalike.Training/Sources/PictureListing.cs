using Lookalike.Datasets;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;

namespace Lookalike.Training.Sources;

/// <summary>Finds the files of a request.</summary>
internal static class PictureListing
{
    /// <summary>Lists the files, says what it passed over, and refuses too few.</summary>
    /// <exception cref="DatasetException">There are fewer than two pictures.</exception>
    /// <exception cref="IOException">The folder or list is not there, or cannot be read.</exception>
    public static PictureFile[] Find(PictureRequest request, TrainingEvents events, CancellationToken cancellationToken)
    {
        PictureWalk? walk = request.Origin == PictureOrigin.Folder ? Walk(request) : null;
        PictureFile[] files = walk is null ? List(request, events.OpenList, cancellationToken) : [.. walk.Files(cancellationToken)];
        if (walk is not null) Tell(walk, text => events.Notice?.Invoke(text, null));
        RequireTwo(request, files.Count(f => f.Fault is null), [.. files.Where(f => f.Fault is not null).Select(f => f.Fault!.Fault)]);
        return files;
    }

    /// <summary>Lists the files, however few. Each relative path comes once.</summary>
    /// <exception cref="IOException">The folder or list is not there, or cannot be read.</exception>
    public static PictureFile[] List(PictureRequest request, Func<PictureRequest, TextReader>? openList, CancellationToken cancellationToken) =>
        [.. Files(request, openList, cancellationToken).DistinctBy(f => f.RelativePath, StringComparer.Ordinal)];

    /// <summary>Refuses what nothing can be learned from.</summary>
    /// <exception cref="DatasetException">There are fewer than two pictures.</exception>
    public static void RequireTwo(PictureRequest request, int pictures, IReadOnlyCollection<PictureFault> faults)
    {
        if (pictures >= 2) return;
        string others = faults.Count == 0 ? "and nothing that is named like one"
            : $"and {faults.Count:N0} that cannot be read: {PictureFaultCounts.Of(faults)}";
        string found = pictures == 0 ? "none" : "one";
        throw new DatasetException(
            $"There are too few pictures in {request.Name}: expected at least 2 (JPEG, PNG, WebP, GIF, BMP, PNM, TIFF or AVIF), found {found}, {others}. "
            + "Check the path and the patterns; hidden files are passed over.",
            request.Path);
    }

    private static PictureWalk Walk(PictureRequest request) => new(request.Path) { Include = request.Include, Exclude = request.Exclude };

    private static void Tell(PictureWalk walk, Action<string> note)
    {
        foreach (string pattern in walk.UnmatchedPatterns) note(PictureWalk.DescribeUnmatched(pattern));
        foreach (string link in walk.Circles) note($"Did not follow the link {link}: it leads to a folder that {walk.Folder} lies in.");
        if (walk.OtherNames > 0) note($"{walk.OtherNames:N0} links to pictures that are there under another name were passed over.");
        if (walk.OtherFiles.Count > 0) note($"Passed over: {walk.OtherFilesInWords}.");
    }

    /// <summary>Leaves out what this program drew: no picture of anybody's, and no fault either.</summary>
    public static PictureFile[] WithoutResults(PictureFile[] files) => [.. files.Where(file => file.Fault?.Fault != PictureFault.Result)];

    private static IEnumerable<PictureFile> Files(PictureRequest request, Func<PictureRequest, TextReader>? openList, CancellationToken cancellationToken)
    {
        if (request.Origin == PictureOrigin.Folder) return Walk(request).Files(cancellationToken);
        TextReader list = openList?.Invoke(request) ?? throw new InvalidOperationException("A list of pictures needs somebody who opens it.");
        return Listed(list, request.Origin == PictureOrigin.List ? Path.GetDirectoryName(request.Path)! : request.Path);
    }

    private static IEnumerable<PictureFile> Listed(TextReader list, string folder)
    {
        using (list)
        {
            foreach (PictureFile file in PictureFolder.FromList(list, folder)) yield return file;
        }
    }
}
