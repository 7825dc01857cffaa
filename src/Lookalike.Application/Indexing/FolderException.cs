namespace Lookalike.Application;

/// <summary>A folder cannot be brought in step with an index. Nothing was changed. The message says which, what was found and the remedy.</summary>
public sealed class FolderException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where, expected, found, remedy.</param>
    /// <param name="path">The folder.</param>
    public FolderException(string message, string path)
        : base(message) => Path = path;

    /// <summary>The folder.</summary>
    public string Path { get; }
}
