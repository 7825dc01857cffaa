namespace Lookalike.Imaging;

/// <summary>A file, or bytes, that cannot be read as a picture. The message says which, what was found and what to do.</summary>
public sealed class PictureException : Exception
{
    /// <summary>Makes the exception.</summary>
    public PictureException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What, where, expected, found, remedy.</param>
    public PictureException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What, where, expected, found, remedy.</param>
    /// <param name="innerException">The cause.</param>
    public PictureException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file, or the name the caller gave the bytes.</param>
    /// <param name="message">What, where, expected, found, remedy.</param>
    /// <param name="innerException">The cause, or null.</param>
    public PictureException(string path, string message, Exception? innerException)
        : base(message, innerException) => Path = path;

    /// <summary>The file, or the name the caller gave the bytes; null if unknown.</summary>
    public string? Path { get; }

    /// <summary>What is wrong, for a program to count or to decide by.</summary>
    /// <value>The default is <see cref="PictureFault.Unreadable"/>.</value>
    public PictureFault Fault { get; internal init; }
}
