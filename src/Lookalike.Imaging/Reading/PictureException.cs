using Lookalike.Core;

namespace Lookalike.Imaging;

/// <summary>A file, or bytes, that cannot be read as a picture. The message says which, what was found and what to do.</summary>
public sealed class PictureException : LookalikeException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file, or the name the caller gave the bytes; empty if unknown.</param>
    /// <param name="message">What, where, expected, found, remedy.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PictureException(string path, string message, Exception? innerException)
        : base(FaultKind.BadInput, path, message, innerException)
    {
    }

    /// <summary>The file, or the name the caller gave the bytes; empty if unknown.</summary>
    public string Path => Subject;

    /// <summary>What is wrong, for a program to count or to decide by.</summary>
    /// <value>The default is <see cref="PictureFault.Unreadable"/>.</value>
    public PictureFault Fault { get; internal init; }
}
