using Lookalike.Datasets;

namespace Lookalike.Application;

/// <summary>Finds the root that a folder is, or makes it one: by its full path, by its name where it has moved, or under a new name.</summary>
internal sealed class RootBinding(ImageRoots roots, KnownPictures known, Action<string>? notice)
{
    /// <summary>The pictures that are looked for before a folder is taken for one that has moved.</summary>
    private const int MostCompared = 1000;

    private static readonly StringComparison PathComparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The roots with all that was bound.</summary>
    public ImageRoots Roots { get; private set; } = roots;

    /// <summary>A path without a separator at its end, from the root of the file system.</summary>
    public static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    public static bool IsWithin(string path, string folder) =>
        path.StartsWith(folder, PathComparison) && (path.Length == folder.Length || Path.EndsInDirectorySeparator(folder) || path[folder.Length] == Path.DirectorySeparatorChar);

    /// <summary>The root in which a path lies, or null.</summary>
    public ImageRoot? Containing(string full) => Roots.All.FirstOrDefault(root => IsWithin(full, root.Path));

    /// <summary>Binds a folder to its root.</summary>
    /// <param name="full">The folder's full path.</param>
    /// <param name="name">The name that it shall have, or null for its own.</param>
    /// <exception cref="FolderException">It lies in another root or another lies in it, or it cannot have the name.</exception>
    public ImageRoot Bind(string full, string? name)
    {
        if (Roots.All.FirstOrDefault(root => string.Equals(root.Path, full, PathComparison)) is { } there)
        {
            if (name is null || name == there.Name) return there;
            throw new FolderException($"'{full}' is in the index as '{there.Name}' already, not as '{name}'. Leave the name away, or drop '{there.Name}' from the index first.", full);
        }

        if (name is not null) RequireFree(name, full);
        ImageRoot root = new() { Name = name ?? NameFor(full), Path = full };
        RequireApart(root);
        if (Roots.Find(root.Name) is { } before) notice?.Invoke($"The folder '{root.Name}' has moved: it was {before.Path}, and is {full} from now on.");
        Roots = Roots.With(root);
        return root;
    }

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
            if (other.Name == root.Name || !(IsWithin(root.Path, other.Path) || IsWithin(other.Path, root.Path))) continue;
            throw new FolderException(
                $"Cannot index '{root.Path}' beside '{other.Path}', which is in the index as '{other.Name}': one lies in the other, and pictures would be there twice. "
                + $"Index '{other.Path}', or drop '{other.Name}' from the index first.",
                root.Path);
        }
    }

    private string NameFor(string full)
    {
        string own = Path.GetFileName(full) is { Length: > 0 } last ? last : "root";
        if (Roots.Find(own) is { } taken && HasMovedTo(taken, full)) return own;
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
        int[] slots = known.Below(root.Name);
        return slots.Length == 0 || slots.Take(MostCompared).Any(slot =>
        {
            var file = new FileInfo(Path.Combine(full, known.Key(slot)[(root.Name.Length + 1)..]));
            return file.Exists && file.Length == known.Size(slot);
        });
    }
}
