using Lookalike.Core;

namespace Lookalike.Models.Faults;

/// <summary>A model file cannot be read, written or run. The message says what is wrong and where, what was expected and found, and what to do.</summary>
public sealed class ModelFileException : LookalikeException
{
    /// <summary>Makes the exception for one file.</summary>
    /// <param name="path">The file's path, or the name that was given with its bytes.</param>
    /// <param name="message">What, where, expected, found, remedy; the path is put in front.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    internal ModelFileException(string path, string message, Exception? innerException = null)
        : base(FaultKind.Incompatible, path, $"{path}: {message}", innerException)
    {
    }

    /// <summary>The file's path, or the name that was given with its bytes.</summary>
    internal string Path => Subject;
}
