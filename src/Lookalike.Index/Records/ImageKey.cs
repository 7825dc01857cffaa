using System.Globalization;

namespace Lookalike.Index.Records;

/// <summary>
/// What a key may be: names with <c>/</c> between them, the first that of a folder or a data set. Whatever else an index says, a key leads
/// nowhere but below that folder.
/// </summary>
public static class ImageKey
{
    /// <summary>No system has longer paths.</summary>
    private const int MaxCharacters = 32_767;

    private const string NeverInNames = "\0", NeverInWindowsNames = "\0\\:";

    /// <summary>Whether a text is a key, and so leads nowhere but below its first part.</summary>
    /// <param name="key">The text.</param>
    public static bool IsValid(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length > MaxCharacters) return false;
        foreach (Range name in key.AsSpan().Split('/'))
        {
            if (!IsName(key.AsSpan(name))) return false;
        }

        return true;
    }

    /// <summary>Whether one part of a path is the name of a file or folder in the one before it.</summary>
    /// <param name="part">The part, without slashes.</param>
    internal static bool IsName(ReadOnlySpan<char> part)
    {
        if (part is "" or "." or "..") return false;
        if (!OperatingSystem.IsWindows()) return !part.ContainsAny(NeverInNames);

        // Windows leaves away what such names end with, so that another is meant.
        return !part.ContainsAny(NeverInWindowsNames) && part[^1] is not ('.' or ' ');
    }

    /// <summary>The name of the folder that a picture's key begins with.</summary>
    /// <param name="key">The key.</param>
    internal static string Root(string key) => Require(key)[..Math.Max(0, key.IndexOf('/', StringComparison.Ordinal))];

    /// <summary>The path of a picture below its folder.</summary>
    /// <param name="key">The key.</param>
    internal static string Path(string key) => Require(key)[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads the key of a data set's image, such as <c>mnist/train/00042</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="set">The name of the set.</param>
    /// <param name="position">The image's position in it.</param>
    /// <returns>Whether it is the key of one.</returns>
    internal static bool TryReadPosition(string key, out string set, out int position)
    {
        ArgumentNullException.ThrowIfNull(key);
        int end = Math.Max(0, key.LastIndexOf('/'));
        set = key[..end];
        ReadOnlySpan<char> number = key.AsSpan(Math.Min(key.Length, end + 1));
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out position) && end > 0 && IsValid(key);
    }

    /// <summary>A key as messages show it: whole, unless nobody would read to its end.</summary>
    /// <param name="key">The key.</param>
    internal static string Shown(string key) => Require(key).Length <= 500 ? key : $"{key.AsSpan(0, 500)}... ({key.Length:N0} characters)";

    private static string Require(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key;
    }
}
