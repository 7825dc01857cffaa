using Lookalike.Core.Files;
using Lookalike.Datasets.Catalog;
using Lookalike.Index.Records;

namespace Lookalike.Application.Indexing;

/// <summary>
/// Finds the root that a folder is, or makes it one: by its full path, by its name or its pictures where it has moved, or under a new name.
/// </summary>
internal sealed class RootBinding(ImageRoots roots, KnownPictures known, Action<string>? notice)
{
    /// <summary>The pictures that are looked for before a folder is taken for one that has moved.</summary>
    private const int MaxCompared = 1000;

    private readonly Dictionary<string, string> _realFolders = [];
    private readonly List<(ImageRoot Root, string Path)> _absorbed = [];

    /// <summary>The roots with all that was bound.</summary>
    public ImageRoots Roots { get; private set; } = roots;

    /// <summary>Roots that lie in one that was bound, whose pictures become its, each with its path below that.</summary>
    public IReadOnlyList<(ImageRoot Root, string Path)> Absorbed => _absorbed;

    /// <summary>A path without a separator at its end, from the root of the file system.</summary>
    public static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>The root in which a path lies, or null.</summary>
    public ImageRoot? Containing(string full) => Roots.All.FirstOrDefault(root => RealPath.IsWithin(full, root.Path));

    /// <summary>The same path below a root, where only without links it lies in one; else as it is.</summary>
    public string BelowARoot(string full)
    {
        if (Containing(full) is not null) return full;
        string real = Real(full);
        return Roots.All.FirstOrDefault(root => RealPath.IsWithin(real, RealFolder(root.Path))) is { } root ? PathIn(root, real) : full;
    }

    /// <summary>The key that a file has under its path without links; null where that lies in no root.</summary>
    public string? KeyOf(string real) =>
        Roots.All.FirstOrDefault(root => RealPath.IsWithin(real, RealFolder(root.Path))) is { } root ? Key(root, PathIn(root, real)) : null;

    /// <summary>The key of a path that lies in a root.</summary>
    public static string Key(ImageRoot root, string full) => $"{root.Name}/{Path.GetRelativePath(root.Path, full).Replace(Path.DirectorySeparatorChar, '/')}";

    /// <summary>A file's path without links. The way to its folder is asked for once.</summary>
    public string RealFile(string full) =>
        FileStatus.Of(full, follow: false).IsLink ? RealPath.Of(full) : Path.Combine(RealFolder(Path.GetDirectoryName(full)!), Path.GetFileName(full));

    /// <summary>The keys that absorbed roots have for a folder and what is in it.</summary>
    /// <param name="full">The folder's full path.</param>
    public IEnumerable<string> AbsorbedKeys(string full)
    {
        foreach ((ImageRoot root, string path) in _absorbed)
        {
            if (RealPath.IsWithin(path, full)) yield return root.Name;
            else if (RealPath.IsWithin(full, path)) yield return Key(new ImageRoot { Name = root.Name, Path = path }, full);
        }
    }

    /// <summary>What a folder that shall be indexed is: a part of a root, or a root.</summary>
    /// <param name="full">The folder's full path.</param>
    /// <param name="name">The name that it shall have, or null for its own. Only a root has one.</param>
    /// <exception cref="FolderException">It cannot have the name.</exception>
    public ScanScope Scope(string full, string? name)
    {
        if (name is null && RootAt(full) is null && BelowARoot(full) is var below && Containing(below) is { } root)
            return new ScanScope(root, Key(root, below)[(root.Name.Length + 1)..]);
        return new ScanScope(Bind(full, name, isLookedThrough: true), "");
    }

    /// <summary>Binds a folder to its root. Roots that lie in it are absorbed.</summary>
    /// <param name="full">The folder's full path.</param>
    /// <param name="name">The name that it shall have, or null for its own.</param>
    /// <param name="isLookedThrough">Whether all of it is: else a root that lies in it cannot be absorbed.</param>
    /// <exception cref="FolderException">It lies in another root or another lies in it, or it cannot have the name.</exception>
    public ImageRoot Bind(string full, string? name, bool isLookedThrough)
    {
        if (RootAt(full) is { } there)
        {
            Absorb(there, isLookedThrough);
            if (name is null || name == there.Name)
            {
                if (!string.Equals(there.Path, full, RealPath.Comparison))
                    notice?.Invoke($"{full} is the folder {there.Path}, which is in the index as '{there.Name}'.");
                return there;
            }

            throw new FolderException(
                $"'{full}' is in the index as '{there.Name}' already, not as '{name}'. Leave the name away, or drop '{there.Name}' from the index first.",
                full);
        }

        if (name is not null) RequireFree(name, full);
        ImageRoot root = new() { Name = name ?? NameFor(full), Path = full };
        Absorb(root, isLookedThrough);
        if (Roots.Find(root.Name) is { } before)
        {
            string named = Path.GetFileName(full) == root.Name ? "" : $" It stays '{root.Name}' in the index.";
            notice?.Invoke($"The folder '{root.Name}' has moved: it was {before.Path}, and is {full} from now on.{named}");
        }

        Roots = Roots.With(root);
        return root;
    }

    private static string Real(string full)
    {
        try
        {
            return RealPath.Of(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It cannot be followed. Then it is no other folder either.
            return full;
        }
    }

    private string PathIn(ImageRoot root, string real) => Path.Combine(root.Path, Path.GetRelativePath(RealFolder(root.Path), real));

    private string RealFolder(string full) => _realFolders.TryGetValue(full, out string? real) ? real : _realFolders[full] = Real(full);

    private void RequireFree(string name, string full)
    {
        if (!ImageKey.IsName(name) || name.AsSpan().ContainsAny('/', '\\'))
            throw new FolderException($"'{full}' cannot be called '{name}': expected one part of a path, without slashes. Choose another name.", full);
        if (IsReserved(name)) throw new FolderException($"'{full}' cannot be called '{name}': a data set is. Choose another name.", full);
    }

    private ImageRoot? RootAt(string full) =>
        FileIdentity.Find(full) is { } identity ? Roots.All.FirstOrDefault(root => FileIdentity.Find(root.Path) == identity) : null;

    /// <summary>Takes the roots that lie in one, so that no picture is there twice.</summary>
    /// <exception cref="FolderException">It lies in another one, or is not looked through.</exception>
    private void Absorb(ImageRoot root, bool isLookedThrough)
    {
        string real = RealFolder(root.Path);
        foreach (ImageRoot other in Roots.All.Where(other => other.Name != root.Name))
        {
            string otherReal = RealFolder(other.Path);
            if (RealPath.IsWithin(real, otherReal))
            {
                throw new FolderException(
                    $"Cannot index '{root.Path}' as '{root.Name}': it lies in '{other.Path}', which is in the index as '{other.Name}', and its pictures "
                        + $"would be there twice. Leave the name away, or drop '{other.Name}' from the index first.",
                    root.Path);
            }

            if (!RealPath.IsWithin(otherReal, real)) continue;
            if (!isLookedThrough)
            {
                throw new FolderException(
                    $"Cannot index single pictures of '{root.Path}': '{other.Path}' lies in it, and is in the index as '{other.Name}'. "
                        + $"Index all of '{root.Path}', or drop '{other.Name}' from the index first.",
                    root.Path);
            }

            notice?.Invoke($"'{other.Name}' lies in {root.Path}: its pictures keep their vectors, and are of '{root.Name}' from now on.");
            _absorbed.Add((other, PathIn(root, otherReal)));
            Roots = Roots.Without(other.Name);
        }
    }

    private string NameFor(string full)
    {
        string own = Path.GetFileName(full) is { Length: > 0 } last ? last : "root";
        if (Roots.Find(own) is { } taken && HasMovedTo(taken, full)) return own;
        if (Roots.All.FirstOrDefault(root => HasBecome(root, full)) is { } renamed) return renamed.Name;
        string name = own;
        for (int i = 2; Roots.Find(name) is not null || IsReserved(name); i++) name = $"{own}-{i}";
        return name;
    }

    private bool IsReserved(string name) => known.HasSet(name) || DatasetCatalog.TryFind(name, out _);

    /// <summary>
    /// Whether a folder that is no longer at its place is here now. A disk that is not mounted is no longer at its place either: so one of its
    /// pictures must be found here, or another folder of the name would cost all its vectors.
    /// </summary>
    private bool HasMovedTo(ImageRoot root, string full)
    {
        if (Directory.Exists(root.Path)) return false;
        int[] rows = known.Below(root.Name);
        return rows.Length == 0 || rows.Take(MaxCompared).Any(row => Place(root, row, full) is { Exists: true } file && file.Length == known.Size(row));
    }

    /// <summary>
    /// Whether a folder that is no longer at its place has this name now: most of its pictures are here, at their places below it and written when they were.
    /// A folder of another name is asked more of than one of the same, for its own pictures would else be called by the name of others.
    /// </summary>
    private bool HasBecome(ImageRoot root, string full)
    {
        if (Directory.Exists(root.Path)) return false;
        int[] rows = [.. known.Below(root.Name).Take(MaxCompared)];
        int here = rows.Count(row =>
            Place(root, row, full) is { Exists: true } file && file.Length == known.Size(row) && FileStatus.Of(file.FullName).LastWriteTime == known.Time(row));
        return here > rows.Length / 2;
    }

    private FileInfo Place(ImageRoot root, int row, string full) => new(Path.Combine(full, known.Key(row)[(root.Name.Length + 1)..]));
}
