namespace Lookalike.Application.Indexing;

/// <summary>What is brought in step with an index: folders, single files, or both. Immutable.</summary>
public sealed class FolderSelection
{
    /// <summary>
    /// Folders. One that lies in a root of the index is brought in step alone, as a part of it; any other becomes a root. Roots that lie in it become a part
    /// of it, and their pictures keep their vectors.
    /// </summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>
    /// Paths of single files; nothing else of their roots is touched. A file below no root makes its folder one. A path of nothing drops the
    /// records of the file, or of the folder, that was there.
    /// </summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What the folder is called in keys; null for its own name. A root of this name is bound to the folder. Only where there is one folder.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Patterns of relative paths that are taken from folders, as <see cref="Lookalike.Core.Globs.Glob"/> has them; all where empty. What is not
    /// taken is not in the index afterwards.
    /// </summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Patterns of relative paths that are passed over, though included. What is passed over is not in the index afterwards.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}
