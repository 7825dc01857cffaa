namespace Lookalike.Cli;

/// <summary>Where the paths of pictures come from.</summary>
internal enum PictureOrigin
{
    /// <summary>A folder and all below it.</summary>
    Folder,

    /// <summary>A file of paths.</summary>
    List,

    /// <summary>Paths on standard input.</summary>
    StandardInput,
}
