using Lookalike.Core;

namespace Lookalike.Index;

/// <summary>
/// An engine cannot read or write an index: the file is damaged, locked, not to be opened, or the disk is full. The message says what was
/// found and what to do.
/// </summary>
public sealed class IndexStorageException : LookalikeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where, expected, found, remedy.</param>
    /// <param name="location">The index: for an engine of files, the file.</param>
    /// <param name="innerException">What the engine says, or null.</param>
    /// <param name="kind">What kind of fault it is: another one than that of its summary where another process is in the way, or there is no room.</param>
    public IndexStorageException(string message, string location, Exception? innerException = null, FaultKind kind = FaultKind.Incompatible)
        : base(kind, location, message, innerException)
    {
    }
}
