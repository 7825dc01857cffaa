using Lookalike.Imaging.Faults;

namespace Lookalike.Imaging.Folders;

/// <summary>A file that a <see cref="PictureFolder"/> or a list named: a picture by its first bytes, or what is wrong with it. Immutable.</summary>
internal sealed class PictureFile
{
    /// <summary>The full path.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// The path below the folder, with <c>/</c> on every system. It ends with <c>/</c> where it is a folder that could not be listed. A listed
    /// file that does not lie below the folder has its full path here.
    /// </summary>
    public required string RelativePath { get; init; }

    /// <summary>The size, in bytes; that of the target where the file is a link; 0 where the file could not be asked.</summary>
    public long Length { get; init; }

    /// <summary>
    /// When the content was last written, in UTC; of the target where the file is a link; the smallest value where the file could not be asked.
    /// A time outside the years 1 to 9999 is a moment of the first or the last of them, another one for another time.
    /// </summary>
    public DateTimeOffset LastWriteTime { get; init; }

    /// <summary>Whether the file may be met under another name as well: it has hard links, or the way to it from the folder goes over a link.</summary>
    public bool MayHaveOtherNames { get; init; }

    /// <summary>Why this is no picture, or null if it begins like one. Whether the rest is whole shows only when it is read.</summary>
    public PictureException? Fault { get; init; }

    /// <summary>The same, its relative path told from a folder further up.</summary>
    /// <param name="folder">The way from there to the folder that it was told from, with slashes.</param>
    public PictureFile Below(string folder) => new()
    {
        Path = Path,
        RelativePath = $"{folder}/{RelativePath}",
        Length = Length,
        LastWriteTime = LastWriteTime,
        MayHaveOtherNames = MayHaveOtherNames,
        Fault = Fault,
    };
}
