using System.IO.Enumeration;

namespace Lookalike.Imaging;

/// <summary>
/// Goes through a folder and those below it, in the ordinal order of relative paths. A link to a folder is followed once, and not if it leads
/// into the folder that is walked: what lies there is found under its own name. So every file is met once, and no circle of links is a trap.
/// </summary>
internal sealed class FolderWalk
{
    private static readonly EnumerationOptions NotHidden = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
    };

    private readonly string _path;
    private readonly string _real;
    private readonly HashSet<string> _linkedFolders = new(StringComparer.FromComparison(RealPath.Comparison));

    /// <param name="path">A full path.</param>
    public FolderWalk(string path)
    {
        _path = path;
        _real = RealPath.Of(path);
    }

    /// <summary>Files, and folders that cannot be listed. Nothing is opened.</summary>
    public IEnumerable<WalkEntry> Entries(CancellationToken cancellationToken)
    {
        // Entries wait in reverse order: the folder met next is opened before anything that comes after it.
        var waiting = new Stack<WalkEntry>();
        waiting.Push(new WalkEntry { Path = _path, RelativePath = "", RealPath = _real });
        while (waiting.TryPop(out WalkEntry? entry))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entry.RealPath is null)
            {
                yield return entry;
                continue;
            }

            if (!RealPath.IsWithin(entry.RealPath, _real) && !_linkedFolders.Add(entry.RealPath)) continue;
            WalkEntry[] children = Children(entry);
            for (int i = children.Length - 1; i >= 0; i--) waiting.Push(children[i]);
        }
    }

    private WalkEntry[] Children(WalkEntry folder)
    {
        try
        {
            var listed = new FileSystemEnumerable<(string Name, bool IsFolder, bool IsLink)>(
                folder.Path,
                static (ref entry) => (entry.FileName.ToString(), entry.IsDirectory, entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
                NotHidden);
            var children = new List<WalkEntry>();
            foreach ((string name, bool isFolder, bool isLink) in listed)
            {
                if (Child(folder, name, isFolder, isLink) is { } child) children.Add(child);
            }

            return [.. children.OrderBy(child => child.RelativePath, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new WalkEntry { Path = folder.Path, RelativePath = folder.RelativePath, Fault = PictureFaults.Of(folder.Path, e) }];
        }
    }

    private WalkEntry? Child(WalkEntry folder, string name, bool isFolder, bool isLink)
    {
        string path = Path.Combine(folder.Path, name);
        if (!isFolder) return new WalkEntry { Path = path, RelativePath = folder.RelativePath + name };

        // The separator takes part in the order: "a/b" comes after "a.png", as it does when whole paths are compared.
        string relative = folder.RelativePath + name + "/";
        string real = Path.Combine(folder.RealPath!, name);
        try
        {
            if (isLink) real = RealPath.Of(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new WalkEntry { Path = path, RelativePath = relative, Fault = PictureFaults.Of(path, e) };
        }

        bool own = !isLink && RealPath.IsWithin(folder.RealPath!, _real);
        return own || !RealPath.IsWithin(real, _real) ? new WalkEntry { Path = path, RelativePath = relative, RealPath = real } : null;
    }
}
