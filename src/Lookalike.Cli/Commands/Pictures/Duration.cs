using System.Globalization;
using System.Text.RegularExpressions;

namespace Lookalike.Cli;

/// <summary>Reads a time as people write it.</summary>
internal static partial class Duration
{
    /// <summary>Reads hours, minutes and seconds such as <c>1h30m</c>, <c>5m</c>, <c>90s</c>, or a bare number of seconds.</summary>
    /// <returns>A time above zero, or null where the text is none.</returns>
    public static TimeSpan? Read(string text)
    {
        Match match = Pattern().Match(text);
        if (!match.Success) return null;
        double seconds = (Part(match, "h") * 3600) + (Part(match, "m") * 60) + Part(match, "s");
        return seconds is > 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?:(?<h>\d+(?:\.\d+)?)h)?(?:(?<m>\d+(?:\.\d+)?)m)?(?:(?<s>\d+(?:\.\d+)?)s?)?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
