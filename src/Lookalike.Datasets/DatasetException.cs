using Lookalike.Core;

namespace Lookalike.Datasets;

/// <summary>
/// A data set cannot be fetched, or a file of one cannot be read. The message names the file, what was expected, what was found and the remedy.
/// </summary>
public sealed class DatasetException : LookalikeException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What failed, where, what was expected, what was found, and what to do.</param>
    /// <param name="path">The file or folder at fault, or null where none is.</param>
    /// <param name="innerException">The cause, or null.</param>
    internal DatasetException(string message, string? path = null, Exception? innerException = null)
        : base(FaultKind.BadInput, path ?? "", message, innerException) => Path = path;

    /// <summary>The file or folder at fault, or null where none is.</summary>
    internal string? Path { get; }
}
