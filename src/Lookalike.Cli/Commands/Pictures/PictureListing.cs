using Lookalike.Datasets;
using Lookalike.Imaging;

namespace Lookalike.Cli;

/// <summary>Finds the files of a request.</summary>
internal static class PictureListing
{
    /// <summary>Lists the files, and refuses too few.</summary>
    /// <exception cref="DatasetException">There are fewer than two pictures.</exception>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    /// <exception cref="IOException">The folder or list is not there, or cannot be read.</exception>
    public static PictureFile[] Find(PictureRequest request, CancellationToken cancellation)
    {
        PictureFile[] files = List(request, cancellation);
        RequireTwo(request, files.Count(f => f.Fault is null), [.. files.Where(f => f.Fault is not null).Select(f => f.Fault!.Fault)]);
        return files;
    }

    /// <summary>Lists the files, however few. Each relative path comes once.</summary>
    /// <exception cref="UsageException">Standard input is a terminal.</exception>
    /// <exception cref="IOException">The folder or list is not there, or cannot be read.</exception>
    public static PictureFile[] List(PictureRequest request, CancellationToken cancellation) =>
        [.. Files(request, cancellation).DistinctBy(f => f.RelativePath, StringComparer.Ordinal)];

    /// <summary>Refuses what nothing can be learned from.</summary>
    /// <exception cref="DatasetException">There are fewer than two pictures.</exception>
    public static void RequireTwo(PictureRequest request, int pictures, IReadOnlyCollection<PictureFault> faults)
    {
        if (pictures >= 2) return;
        string others = faults.Count == 0 ? "and nothing that is named like one" : $"and {faults.Count:N0} that cannot be read: {FaultCounts.Of(faults)}";
        string found = pictures == 0 ? "none" : "one";
        throw new DatasetException(
            $"There are too few pictures in {request.Name}: expected at least 2 (JPEG, PNG, WebP, GIF, BMP, TIFF or AVIF), found {found}, {others}. "
            + "Check the path and the patterns; hidden files are passed over.",
            request.Path);
    }

    private static IEnumerable<PictureFile> Files(PictureRequest request, CancellationToken cancellation)
    {
        if (request.Origin == PictureOrigin.Folder) return PictureFolder.Walk(request.Path, request.Include, request.Exclude, cancellation);
        if (request.Include.Count > 0 || request.Exclude.Count > 0) throw new UsageException("--include and --exclude choose from a folder; a list names its files one by one. Leave them away.");
        return request.Origin == PictureOrigin.List
            ? Listed(PathList.OpenFile(request.Path, request.Nulls), Path.GetDirectoryName(request.Path)!)
            : Listed(StandardInput.OpenList(request.Nulls, "find . -name '*.jpg' | lookalike train -"), request.Path);
    }

    private static IEnumerable<PictureFile> Listed(ListReader list, string folder)
    {
        using (list)
        {
            foreach (PictureFile file in PictureFolder.FromList(list, folder)) yield return file;
        }
    }
}
