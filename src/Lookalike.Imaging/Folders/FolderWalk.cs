using System.IO.Enumeration;
using Lookalike.Imaging.Faults;

namespace Lookalike.Imaging.Folders;

/// <summary>
/// Goes through a folder and those below it, in the ordinal order of relative paths. A link to a folder is followed once, and not if it leads
/// into the folder that is walked, whose files are found under their own names, nor if it leads to one that the walked folder lies in: that is
/// a circle, and would take in whatever lies beside it. So every file is met once, and no circle of links is a trap.
/// </summary>
internal sealed class FolderWalk
{
    private static readonly EnumerationOptions NotHidden = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
    };

    private readonly string _path;
    private readonly HashSet<string> _linkedFolders = new(StringComparer.FromComparison(Lookalike.Core.Files.RealPath.Comparison));
    private readonly List<string> _circles = [];

    /// <param name="path">A full path.</param>
    public FolderWalk(string path)
    {
        _path = path;
        RealPath = Lookalike.Core.Files.RealPath.Of(path);
    }

    /// <summary>The folder's path without links.</summary>
    public string RealPath { get; }

    /// <summary>The full paths of links that were met so far and lead to a folder that the walked one lies in.</summary>
    public IReadOnlyList<string> Circles => _circles;

    /// <summary>Files, and folders that cannot be listed. Nothing is opened.</summary>
    public IEnumerable<WalkEntry> Entries(CancellationToken cancellationToken)
    {
        // Entries wait in reverse order: the folder met next is opened before anything that comes after it.
        var waiting = new Stack<WalkEntry>();
        waiting.Push(new WalkEntry { Path = _path, RelativePath = "", RealPath = RealPath });
        while (waiting.TryPop(out WalkEntry? entry))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.RealPath is null)
            {
                yield return entry;
                continue;
            }

            if (entry.IsLinked && !_linkedFolders.Add(entry.RealPath)) continue;
            WalkEntry[] children = Children(entry);
            for (int i = children.Length - 1; i >= 0; i--) waiting.Push(children[i]);
        }
    }

    private WalkEntry[] Children(WalkEntry folder)
    {
        try
        {
            // Of files only the name is taken here: whether one is a link shows when it is asked for its size, and asking twice is dear.
            var listed = new FileSystemEnumerable<(string Name, bool IsFolder, bool IsLink)>(
                folder.Path,
                static (ref entry) =>
                    (entry.FileName.ToString(), entry.IsDirectory, entry.IsDirectory && entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
                NotHidden);
            var children = new List<WalkEntry>();
            foreach ((string name, bool isFolder, bool isLink) in listed)
            {
                if (Child(folder, name, isFolder, isLink) is { } child) children.Add(child);
            }

            children.Sort(static (a, b) => string.CompareOrdinal(a.RelativePath, b.RelativePath));
            return [.. children];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new WalkEntry { Path = folder.Path, RelativePath = folder.RelativePath, Fault = PictureFaults.Of(folder.Path, e) }];
        }
    }

    private WalkEntry? Child(WalkEntry folder, string name, bool isFolder, bool isLink)
    {
        string path = Path.Combine(folder.Path, name);
        if (!isFolder) return new WalkEntry { Path = path, RelativePath = folder.RelativePath + name, IsLinked = folder.IsLinked };

        // The separator takes part in the order: "a/b" comes after "a.png", as it does when whole paths are compared.
        string relative = folder.RelativePath + name + "/";
        string real = Path.Combine(folder.RealPath!, name);
        try
        {
            if (isLink) real = Lookalike.Core.Files.RealPath.Of(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new WalkEntry { Path = path, RelativePath = relative, Fault = PictureFaults.Of(path, e) };
        }

        bool isLinked = isLink || folder.IsLinked;
        if (isLink && Lookalike.Core.Files.RealPath.IsWithin(RealPath, real) && real != RealPath) _circles.Add(path);
        else if (!isLinked || !Lookalike.Core.Files.RealPath.IsWithin(real, RealPath))
            return new WalkEntry { Path = path, RelativePath = relative, RealPath = real, IsLinked = isLinked };
        return null;
    }
}
