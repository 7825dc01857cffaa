namespace Lookalike.Training.Sources;

/// <summary>Where the paths of pictures come from.</summary>
public enum PictureOrigin
{
    /// <summary>A folder and all below it.</summary>
    Folder,

    /// <summary>A file of paths.</summary>
    List,

    /// <summary>Paths on standard input.</summary>
    StandardInput,
}
