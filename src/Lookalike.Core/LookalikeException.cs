namespace Lookalike.Core;

/// <summary>
/// A fault that was foreseen. The message says what and where, what was expected and found, and in words that hold in every program what to do;
/// <see cref="Remedy"/> is the same as data, for a program that can offer it.
/// </summary>
public abstract class LookalikeException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="kind">What kind of fault it is.</param>
    /// <param name="subject">What it is about: the path of a file or folder, a key, the name of a data set.</param>
    /// <param name="message">The whole message, in sentences.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    protected LookalikeException(FaultKind kind, string subject, string message, Exception? innerException = null)
        : base(message, innerException) => (Kind, Subject) = (kind, subject);

    /// <summary>What kind of fault it is.</summary>
    public FaultKind Kind { get; }

    /// <summary>What it is about: the path of a file or folder, a key, the name of a data set; empty where it is about none.</summary>
    public string Subject { get; }

    /// <summary>What was expected, where it can be said in a few words.</summary>
    public string? Expected { get; internal init; }

    /// <summary>What was found, where it can be said in a few words.</summary>
    public string? Found { get; internal init; }

    /// <summary>What mends it, where a program can offer that.</summary>
    public Remedy? Remedy { get; internal init; }
}
