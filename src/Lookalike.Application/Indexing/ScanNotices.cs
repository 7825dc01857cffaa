using Lookalike.Imaging.Folders;

namespace Lookalike.Application.Indexing;

/// <summary>Says what walks passed over, where the user may not expect it.</summary>
internal sealed class ScanNotices(Action<string>? notice)
{
    private HashSet<string>? _unmatched;

    /// <summary>Tells of a walk that has ended.</summary>
    /// <param name="walk">The walk.</param>
    /// <param name="found">How many files and faults it found.</param>
    public void Add(PictureWalk walk, int found)
    {
        if (_unmatched is null) _unmatched = [.. walk.UnmatchedPatterns];
        else _unmatched.IntersectWith(walk.UnmatchedPatterns);
        foreach (string link in walk.Circles) notice?.Invoke($"Did not follow the link {link}: it leads to a folder that {walk.Folder} lies in.");
        if (found == 0) notice?.Invoke($"No picture was found in {walk.Folder}: {walk.OtherFilesInWords}.");
    }

    /// <summary>Tells of patterns that matched nothing in any folder.</summary>
    public void TellOfPatterns(FolderSelection selection)
    {
        foreach (string pattern in selection.Include.Concat(selection.Exclude).Distinct())
        {
            if (_unmatched is null || _unmatched.Contains(pattern)) notice?.Invoke(PictureWalk.DescribeUnmatched(pattern));
        }
    }
}
