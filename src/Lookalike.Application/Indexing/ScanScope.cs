using Lookalike.Imaging.Folders;
using Lookalike.Index.Records;

namespace Lookalike.Application.Indexing;

/// <summary>What of a root is looked through: all of it, or a folder below it.</summary>
/// <param name="Root">The root.</param>
/// <param name="Part">The folder's path below the root, with slashes; empty for the root itself.</param>
internal sealed record ScanScope(ImageRoot Root, string Part)
{
    /// <summary>The key of the folder.</summary>
    public string Key => Part.Length == 0 ? Root.Name : $"{Root.Name}/{Part}";

    /// <summary>The folder.</summary>
    public string Path => System.IO.Path.Combine(Root.Path, Part.Replace('/', System.IO.Path.DirectorySeparatorChar));

    /// <summary>Whether a key is of this folder, or of what is below it.</summary>
    public bool Holds(string key) => key.StartsWith(Key, StringComparison.Ordinal) && (key.Length == Key.Length || key[Key.Length] == '/');

    /// <summary>A file that a walk through the folder found, as one of the root.</summary>
    public PictureFile InRoot(PictureFile file) => Part.Length == 0 ? file : file.Below(Part);
}
