using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lookalike.Application;

/// <summary>The folders of an index, and the way from a key to a file. Immutable; a change gives another.</summary>
public sealed partial class ImageRoots
{
    private ImageRoots(IReadOnlyList<ImageRoot> all) => All = all;

    /// <summary>The folders, in ordinal order of their names.</summary>
    public IReadOnlyList<ImageRoot> All { get; }

    internal static ImageRoots None { get; } = new([]);

    /// <summary>Finds a folder by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The folder, or null.</returns>
    public ImageRoot? Find(string name) => All.FirstOrDefault(root => root.Name == name);

    /// <summary>Finds the file of a picture.</summary>
    /// <param name="key">A record's key.</param>
    /// <param name="path">The full path, whether or not there is a file; null where the key is not of a folder's picture.</param>
    /// <returns>Whether the key is of a folder's picture.</returns>
    public bool TryFindFile(string key, [NotNullWhen(true)] out string? path)
    {
        ArgumentNullException.ThrowIfNull(key);
        int end = key.IndexOf('/', StringComparison.Ordinal);
        ImageRoot? root = end < 0 ? null : Find(key[..end]);
        path = root is null ? null : Path.Combine(root.Path, key[(end + 1)..].Replace('/', Path.DirectorySeparatorChar));
        return path is not null;
    }

    /// <summary>The full path of a record's picture file; null where the image has none.</summary>
    internal string? PathOf(ImageRecord record) => record.Path is not null && TryFindFile(record.Key, out string? path) ? path : null;

    /// <summary>The same with a folder added or moved.</summary>
    internal ImageRoots With(ImageRoot root) =>
        new([.. All.Where(other => other.Name != root.Name).Append(root).OrderBy(r => r.Name, StringComparer.Ordinal)]);

    /// <summary>The same without a folder.</summary>
    internal ImageRoots Without(string name) => new([.. All.Where(other => other.Name != name)]);

    internal static ImageRoots Read(string? json) => json is null ? None : new(JsonSerializer.Deserialize(json, RootsJson.Default.ImageRootArray) ?? []);

    internal string Write() => JsonSerializer.Serialize([.. All], RootsJson.Default.ImageRootArray);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(ImageRoot[]))]
    private sealed partial class RootsJson : JsonSerializerContext;
}
