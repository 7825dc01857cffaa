namespace Lookalike.Core;

/// <summary>What kind of fault it is: what a program does about one, such as the exit code that it ends with, follows from it.</summary>
public enum FaultKind
{
    /// <summary>What was given cannot be used: a damaged picture, a folder without pictures, options that do not fit the data.</summary>
    BadInput,

    /// <summary>What was asked for by its name is not there: the key of an image.</summary>
    NotFound,

    /// <summary>What was given is larger than a limit allows.</summary>
    TooLarge,

    /// <summary>A model or an index is missing, damaged, or does not belong to the other.</summary>
    Incompatible,

    /// <summary>Another process holds what is needed. It can be tried again.</summary>
    Busy,

    /// <summary>There is no room to write. What was complete before is still there.</summary>
    StorageFull,
}
