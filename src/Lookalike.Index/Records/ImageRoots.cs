using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lookalike.Index.Records;

/// <summary>The folders of an index, and the way from a key to a file. Immutable; a change gives another.</summary>
public sealed partial class ImageRoots
{
    private ImageRoots(IReadOnlyList<ImageRoot> all) => All = all;

    /// <summary>The folders, in ordinal order of their names.</summary>
    public IReadOnlyList<ImageRoot> All { get; }

    /// <summary>No folders.</summary>
    public static ImageRoots None { get; } = new([]);

    /// <summary>Finds a folder by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The folder, or null.</returns>
    public ImageRoot? Find(string name) => All.FirstOrDefault(root => root.Name == name);

    /// <summary>Finds the file of a picture.</summary>
    /// <param name="key">A record's key.</param>
    /// <param name="path">The full path, whether or not there is a file; null where the key is not of a folder's picture.</param>
    /// <returns>
    /// Whether the key is of a folder's picture. One that leads out of the folder is not, nor one that is no path: with a part that is
    /// empty, <c>.</c> or <c>..</c>,
    /// or a null character.
    /// </returns>
    internal bool TryFindFile(string key, [NotNullWhen(true)] out string? path)
    {
        ArgumentNullException.ThrowIfNull(key);
        ImageRoot? root = ImageKey.IsValid(key) ? Find(ImageKey.Root(key)) : null;
        path = root is null ? null : Path.Combine(root.Path, ImageKey.Path(key).Replace('/', Path.DirectorySeparatorChar));
        return path is not null;
    }

    /// <summary>The full path of a record's picture file; null where the image has none.</summary>
    /// <param name="record">The record.</param>
    internal string? PathOf(ImageRecord record) => record is { Path: not null } && TryFindFile(record.Key, out string? path) ? path : null;

    /// <summary>The same with a folder added or moved.</summary>
    /// <param name="root">The folder.</param>
    public ImageRoots With(ImageRoot root) =>
        new([.. All.Where(other => other.Name != root.Name).Append(root).OrderBy(r => r.Name, StringComparer.Ordinal)]);

    /// <summary>The same without a folder.</summary>
    /// <param name="name">Its name.</param>
    internal ImageRoots Without(string name) => new([.. All.Where(other => other.Name != name)]);

    /// <summary>Reads folders as an engine keeps them.</summary>
    /// <param name="json">What <see cref="Write"/> gave; null for none.</param>
    /// <exception cref="InvalidDataException">The text is no list of folders, each with a path and a name of its own.</exception>
    internal static ImageRoots Read(string? json)
    {
        if (json is null) return None;
        ImageRoot?[] roots;
        try
        {
            roots = JsonSerializer.Deserialize(json, RootsJson.Default.ImageRootArray) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"its list of folders cannot be read ({e.Message})", e);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ImageRoot? root in roots)
        {
            if (root is null || !IsName(root.Name) || root.Path is not { Length: > 0 } || root.Path.Contains('\0', StringComparison.Ordinal))
                throw new InvalidDataException("its list of folders has one without a name or a path");
            if (!names.Add(root.Name)) throw new InvalidDataException($"its list of folders has '{root.Name}' twice");
        }

        return new ImageRoots([.. roots.OfType<ImageRoot>()]);
    }

    /// <summary>The folders as an engine can keep them: JSON.</summary>
    internal string Write() => JsonSerializer.Serialize([.. All], RootsJson.Default.ImageRootArray);

    private static bool IsName(string? name) => name is not null && ImageKey.IsName(name) && !name.Contains('/', StringComparison.Ordinal);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(ImageRoot[]))]
    private sealed partial class RootsJson : JsonSerializerContext;
}
