using Lookalike.Imaging.Faults;

namespace Lookalike.Imaging.Folders;

/// <summary>What a walk meets.</summary>
internal sealed class WalkEntry
{
    /// <summary>The full path, by the links that led here.</summary>
    public required string Path { get; init; }

    /// <summary>The path below the folder that is walked; a folder's ends with <c>/</c>, and the walked folder's own is empty.</summary>
    public required string RelativePath { get; init; }

    /// <summary>A folder's path without links; null for a file, and for a folder that cannot be listed.</summary>
    public string? RealPath { get; init; }

    /// <summary>Whether a link led to the folder, or for a file to the folder that it is in.</summary>
    public bool IsLinked { get; init; }

    /// <summary>Why a folder cannot be listed, or null.</summary>
    public PictureException? Fault { get; init; }
}
