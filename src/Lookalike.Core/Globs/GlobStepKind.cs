namespace Lookalike.Core.Globs;

/// <summary>What a step of a pattern takes of a text.</summary>
internal enum GlobStepKind
{
    /// <summary>One given character, in any case.</summary>
    Character,

    /// <summary><c>?</c>: one character but a slash.</summary>
    One,

    /// <summary><c>*</c>: any text without a slash.</summary>
    Part,

    /// <summary><c>**</c>: any text.</summary>
    Text,

    /// <summary><c>**/</c>: nothing, or folders; once one has begun, <see cref="InFolders"/> goes on.</summary>
    Folders,

    /// <summary>Inside of those folders: they end with any slash.</summary>
    InFolders,

    /// <summary>The end of a pattern that names a folder: nothing, or a slash and <see cref="Text"/>.</summary>
    Below,
}
