using Lookalike.Core;

namespace Lookalike.Imaging.Faults;

/// <summary>A file, or bytes, that cannot be read as a picture. The message says which, what was found and what to do.</summary>
public sealed class PictureException : LookalikeException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="fault">What is wrong. Its kind follows from it.</param>
    /// <param name="path">The file, or the name the caller gave the bytes; empty if unknown.</param>
    /// <param name="message">What, where, expected, found, remedy.</param>
    /// <param name="innerException">The cause, or null.</param>
    internal PictureException(PictureFault fault, string path, string message, Exception? innerException = null)
        : base(KindOf(fault), path, message, innerException) => Fault = fault;

    /// <summary>The file, or the name the caller gave the bytes; empty if unknown.</summary>
    internal string Path => Subject;

    /// <summary>What is wrong, for a program to count or to decide by.</summary>
    public PictureFault Fault { get; }

    private static FaultKind KindOf(PictureFault fault) =>
        fault is PictureFault.TooManyPixels or PictureFault.TooMuchMemory ? FaultKind.TooLarge : FaultKind.BadInput;
}
