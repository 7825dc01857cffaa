namespace Lookalike.Application.Indexing;

/// <summary>What a file that was read means for the index.</summary>
internal enum ChangeKind
{
    /// <summary>It is new or changed.</summary>
    Encode,

    /// <summary>Only its size or time is another.</summary>
    Touch,

    /// <summary>It was under another key, and is gone from there.</summary>
    Move,

    /// <summary>It has the content of another picture of the index.</summary>
    Copy,

    /// <summary>Its record goes: there is no such picture any more.</summary>
    Remove,

    /// <summary>Nothing is written.</summary>
    Nothing,
}
