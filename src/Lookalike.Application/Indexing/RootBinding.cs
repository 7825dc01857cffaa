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

    /// <summary>The roots with all that was bound.</summary>
    public ImageRoots Roots { get; private set; } = roots;

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

    /// <summary>Binds a folder to its root.</summary>
    /// <param name="full">The folder's full path.</param>
    /// <param name="name">The name that it shall have, or null for its own.</param>
    /// <exception cref="FolderException">It lies in another root or another lies in it, or it cannot have the name.</exception>
    public ImageRoot Bind(string full, string? name)
    {
        if (FileIdentity.Find(full) is { } identity && Roots.All.FirstOrDefault(root => FileIdentity.Find(root.Path) == identity) is { } there)
        {
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
        RequireApart(root);
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

    private void RequireApart(ImageRoot root)
    {
        foreach (ImageRoot other in Roots.All)
        {
            string real = RealFolder(root.Path), otherReal = RealFolder(other.Path);
            if (other.Name == root.Name || !(RealPath.IsWithin(real, otherReal) || RealPath.IsWithin(otherReal, real))) continue;
            throw new FolderException(
                $"Cannot index '{root.Path}' beside '{other.Path}', which is in the index as '{other.Name}': one lies in the other, " +
                    "and pictures would be there twice. "
                + $"Index '{other.Path}', or drop '{other.Name}' from the index first.",
                root.Path);
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
