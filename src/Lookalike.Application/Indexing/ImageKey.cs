using System.Globalization;

namespace Lookalike.Application;

/// <summary>
/// What a key may be: names with <c>/</c> between them, the first that of a folder or a data set. Whatever else an index says, a key leads
/// nowhere but below that folder.
/// </summary>
internal static class ImageKey
{
    /// <summary>No system has longer paths.</summary>
    private const int MostCharacters = 32_767;

    private const string NeverInNames = "\0", NeverInWindowsNames = "\0\\:";

    public static bool IsValid(string key)
    {
        if (key.Length > MostCharacters) return false;
        foreach (Range name in key.AsSpan().Split('/'))
        {
            if (!IsName(key.AsSpan(name))) return false;
        }

        return true;
    }

    /// <summary>Whether one part of a path is the name of a file or folder in the one before it.</summary>
    public static bool IsName(ReadOnlySpan<char> part)
    {
        if (part is "" or "." or "..") return false;
        if (!OperatingSystem.IsWindows()) return !part.ContainsAny(NeverInNames);

        // Windows leaves away what such names end with, so that another is meant.
        return !part.ContainsAny(NeverInWindowsNames) && part[^1] is not ('.' or ' ');
    }

    /// <summary>The name of the folder that a picture's key begins with.</summary>
    public static string Root(string key) => key[..Math.Max(0, key.IndexOf('/', StringComparison.Ordinal))];

    /// <summary>The path of a picture below its folder.</summary>
    public static string Path(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads the key of a data set's image, such as <c>mnist/train/00042</c>.</summary>
    public static bool TryReadPosition(string key, out string set, out int position)
    {
        int end = Math.Max(0, key.LastIndexOf('/'));
        set = key[..end];
        return int.TryParse(key.AsSpan(Math.Min(key.Length, end + 1)), NumberStyles.None, CultureInfo.InvariantCulture, out position) && end > 0 && IsValid(key);
    }

    /// <summary>A key as messages show it: whole, unless nobody would read to its end.</summary>
    public static string Shown(string key) => key.Length <= 500 ? key : $"{key.AsSpan(0, 500)}... ({key.Length:N0} characters)";
}
