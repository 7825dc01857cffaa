using Lookalike.Core;

namespace Lookalike.Training;

/// <summary>Training cannot start, go on or finish. The message says what, where, what was expected and found, and what to do.</summary>
public sealed class TrainingException : LookalikeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where, expected, found, remedy.</param>
    internal TrainingException(string message)
        : base(FaultKind.BadInput, subject: "", message)
    {
    }

    /// <summary>Creates the exception with what caused it.</summary>
    /// <param name="message">What, where, expected, found, remedy.</param>
    /// <param name="innerException">The cause.</param>
    internal TrainingException(string message, Exception innerException)
        : base(FaultKind.BadInput, subject: "", message, innerException)
    {
    }
}
