using Lookalike.Core;

namespace Lookalike.Index;

/// <summary>An index is missing, foreign, in use, or was made with another model. The message says what, where, expected, found and the remedy.</summary>
public sealed class IndexException : LookalikeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, expected, found, remedy.</param>
    /// <param name="path">The index file.</param>
    /// <param name="innerException">The cause, or null.</param>
    /// <param name="kind">What kind of fault it is: another one than that of its summary where another process is in the way, or there is no room.</param>
    public IndexException(string message, string path, Exception? innerException = null, FaultKind kind = FaultKind.Incompatible)
        : base(kind, path, message, innerException)
    {
    }

    /// <summary>The index file.</summary>
    internal string Path => Subject;
}
