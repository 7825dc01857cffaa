using Lookalike.Core.Files;

namespace Lookalike.Imaging.Folders;

/// <summary>
/// A walk through a folder for its pictures, and what it passed over. Every picture is found once: of several hard links the first in order is
/// taken; a link to a file or a folder counts only where what it leads to is not found under its own name. One walk at a time.
/// </summary>
internal sealed class PictureWalk
{
    private const int LongestExtension = 8;

    /// <summary>The kinds of files that are told by name.</summary>
    private const int MaxKinds = 5;

    private readonly Dictionary<string, int> _others = new(StringComparer.OrdinalIgnoreCase);
    private FolderWalk _walk;
    private PathFilter? _filter;
    private HashSet<FileIdentity> _met = [];

    /// <summary>Prepares a walk.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The way to the folder goes in a circle of links.</exception>
    public PictureWalk(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = Path.GetFullPath(folder);
        if (!Directory.Exists(Folder))
        {
            string found = File.Exists(Folder) ? "a file" : "nothing that this user may see";
            throw new DirectoryNotFoundException($"Cannot list the pictures in '{folder}': expected a folder, found {found}. Check the path.");
        }

        _walk = new FolderWalk(Folder);
    }

    /// <summary>The folder's full path.</summary>
    public string Folder { get; }

    /// <summary>
    /// Patterns of relative paths that are taken, as <see cref="Lookalike.Core.Globs.Glob"/> has them; all where empty: <c>**/*.jpg</c>,
    /// <c>2024/**</c>. A pattern may have the full path before it. One that names a folder means all in it.
    /// </summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns, as for <see cref="Include"/>, of what is passed over, though included. It is not opened.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>
    /// Told a file's relative path, size and time before it is opened: whether it is known for a picture. Then its first bytes are not looked
    /// at. Null where nothing is known.
    /// </summary>
    public Func<string, long, DateTimeOffset, bool>? IsKnown { get; init; }

    /// <summary>Pictures that were passed over because they are found under another name: further hard links, and links.</summary>
    public int OtherNames { get; private set; }

    /// <summary>Files that are no pictures and whose names promise none, by the end of the name (<c>.txt</c>, in any case); empty for a name without.</summary>
    public IReadOnlyDictionary<string, int> OtherFiles => _others;

    /// <summary>How many of them there are of each kind, the most frequent first, as in <c>10 .txt, 2 without an ending, no picture ...</c>.</summary>
    public string OtherFilesInWords
    {
        get
        {
            if (_others.Count == 0) return "there is no file that is not hidden or passed over by the patterns";
            string[] kinds =
            [
                .. _others.OrderByDescending(o => o.Value).ThenBy(o => o.Key, StringComparer.Ordinal)
                    .Select(o => $"{o.Value:N0} {(o.Key.Length == 0 ? "without an ending" : o.Key)}"),
            ];
            string more = kinds.Length > MaxKinds ? $" and {_others.Values.Order().Take(kinds.Length - MaxKinds).Sum():N0} others" : "";
            return $"{string.Join(", ", kinds.Take(MaxKinds))}{more}, no picture that can be read among them";
        }
    }

    /// <summary>Links that were not followed because they lead to a folder that the walked one lies in: full paths.</summary>
    public IReadOnlyList<string> Circles => _walk.Circles;

    /// <summary>The patterns that nothing matched.</summary>
    public IReadOnlyList<string> UnmatchedPatterns => [.. _filter?.Unmatched ?? []];

    /// <summary>What to tell a user of a pattern that matched nothing.</summary>
    /// <param name="pattern">One of <see cref="UnmatchedPatterns"/>.</param>
    public static string DescribeUnmatched(string pattern) =>
        $"The pattern '{pattern}' matched nothing. Patterns are compared with paths below the folder, such as 2024/** or **/*.gif, "
        + "or with full paths; hidden files are passed over anyway.";

    /// <summary>Walks, and begins to count anew.</summary>
    /// <param name="cancellationToken">Looked at before every file.</param>
    /// <returns>The files, as <see cref="PictureFolder.Walk"/> describes them. What this says of the walk is whole once they have been enumerated.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; thrown while the files are enumerated.</exception>
    public IEnumerable<PictureFile> Files(CancellationToken cancellationToken = default)
    {
        _walk = new FolderWalk(Folder);
        _filter = new PathFilter(Include, Exclude, [Folder, _walk.RealPath]);
        _met = [];
        _others.Clear();
        OtherNames = 0;
        foreach (WalkEntry entry in _walk.Entries(cancellationToken))
        {
            if (Find(entry) is { } file) yield return file;
        }
    }

    private PictureFile? Find(WalkEntry entry)
    {
        if (entry.Fault is not null)
            return _filter!.IsShut(entry.RelativePath) ? null : new PictureFile { Path = entry.Path, RelativePath = entry.RelativePath, Fault = entry.Fault };
        if (!_filter!.Takes(entry.RelativePath)) return null;
        PictureFile? file = PictureFileCheck.Find(entry.Path, entry.RelativePath, PictureNames.Promise(entry.Path), IsKnown, entry.IsLinked);
        if (file is null)
        {
            string extension = Path.GetExtension(entry.Path);
            if (extension.Length > LongestExtension) extension = "";
            _others[extension] = _others.GetValueOrDefault(extension) + 1;
        }
        else if (file.MayHaveOtherNames && HasBetterName(entry))
        {
            OtherNames++;
            file = null;
        }

        return file;
    }

    private bool HasBetterName(WalkEntry entry)
    {
        try
        {
            // Of a file that is no link, the real path is not asked for: in a folder of hard links that would be dear.
            if ((entry.IsLinked || FileStatus.Of(entry.Path, follow: false).IsLink) && IsFoundAt(RealPath.Of(entry.Path))) return true;
            return !_met.Add(FileIdentity.Of(entry.Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It went meanwhile. Whoever opens it will hear so.
            return false;
        }
    }

    /// <summary>Whether the walk finds a file under its own name, or passes it over because a pattern says so: a link is no way around that.</summary>
    private bool IsFoundAt(string real)
    {
        if (!RealPath.IsWithin(real, _walk.RealPath)) return false;
        string relative = Path.GetRelativePath(_walk.RealPath, real).Replace(Path.DirectorySeparatorChar, '/');
        bool isHidden = relative.StartsWith('.') || relative.Contains("/.", StringComparison.Ordinal);
        return _filter!.Excludes(relative) || (!isHidden && _filter.Takes(relative));
    }
}
