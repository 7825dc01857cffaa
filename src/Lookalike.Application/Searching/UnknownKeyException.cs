using Lookalike.Core;

namespace Lookalike.Application.Searching;

/// <summary>An index holds no image of a key that was asked for. The message says which key, which index and the remedy.</summary>
public sealed class UnknownKeyException : LookalikeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="key">The key that was asked for.</param>
    /// <param name="path">The index file.</param>
    internal UnknownKeyException(string key, string path)
        : base(
            FaultKind.NotFound,
            key,
            $"There is no image '{key}' in {path}: expected the key of an indexed image, as a search prints it (such as mnist/train/00042). " +
                "Copy one from there, or give the path of a picture file.")
    {
        Path = path;
    }

    /// <summary>The key that was asked for.</summary>
    internal string Key => Subject;

    /// <summary>The index file.</summary>
    internal string Path { get; }
}
