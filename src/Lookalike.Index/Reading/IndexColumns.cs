namespace Lookalike.Index.Reading;

/// <summary>What is read of all records beside their keys.</summary>
[Flags]
public enum IndexColumns
{
    /// <summary>The keys alone.</summary>
    None = 0,

    /// <summary>The names of the sets.</summary>
    Set = 1 << 0,

    /// <summary>The positions in the sets.</summary>
    Position = 1 << 1,

    /// <summary>The paths below the roots.</summary>
    Path = 1 << 2,

    /// <summary>The sizes of the files.</summary>
    Size = 1 << 3,

    /// <summary>When the files were last written.</summary>
    Modified = 1 << 4,

    /// <summary>The widths of the pictures.</summary>
    Width = 1 << 5,

    /// <summary>The heights of the pictures.</summary>
    Height = 1 << 6,

    /// <summary>The classes.</summary>
    Label = 1 << 7,

    /// <summary>The hashes of the contents.</summary>
    ContentHash = 1 << 8,

    /// <summary>The vectors.</summary>
    Vector = 1 << 9,
}
