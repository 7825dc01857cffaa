using Lookalike.Core;
using Lookalike.Core.Files;

namespace Lookalike.Application.Duplicates;

/// <summary>
/// Leaves out groups that are not on the disk as they are in the index. Whoever removes what a report calls more than needed must be left with the
/// picture that it says to keep: not with a file that has gone, is another picture by now, or is a link to one of those that were removed.
/// </summary>
internal static class GroupPresence
{
    /// <summary>The report without such groups.</summary>
    /// <param name="report">All groups.</param>
    /// <param name="remedy">What brings them back.</param>
    public static DuplicateReport Check(DuplicateReport report, Remedy remedy)
    {
        DuplicateGroup[] present = [.. report.Groups.Where(IsPresent)];
        int stale = report.Groups.Count - present.Length;
        if (stale == 0) return report;
        return new DuplicateReport
        {
            Images = report.Images,
            Within = report.Within,
            WithinRule = report.WithinRule,
            GroupCount = report.GroupCount - stale,
            Superfluous = report.Superfluous - report.Groups.Except(present).Sum(group => group.Images.Count - 1),
            StaleGroups = stale,
            Remedy = remedy,
            Seconds = report.Seconds,
            Groups = present,
        };
    }

    private static bool IsPresent(DuplicateGroup group)
    {
        HashSet<FileIdentity> files = [];
        return group.Images.All(image => image.Path is not { } path || (FindUntouched(image, path) is { } file && files.Add(file)));
    }

    private static FileIdentity? FindUntouched(DuplicateImage image, string path)
    {
        try
        {
            FileStatus status = FileStatus.Of(path);
            return status.IsRegular && status.Length == image.Size && status.LastWriteTime == image.Modified ? FileIdentity.Of(path, status) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
