using Lookalike.Core;

namespace Lookalike.Application.Indexing;

/// <summary>A folder cannot be brought in step with an index. Nothing was changed. The message says which, what was found and the remedy.</summary>
public sealed class FolderException : LookalikeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where, expected, found, remedy.</param>
    /// <param name="path">The folder.</param>
    internal FolderException(string message, string path)
        : base(FaultKind.BadInput, path, message)
    {
    }

    /// <summary>The folder.</summary>
    internal string Path => Subject;
}
