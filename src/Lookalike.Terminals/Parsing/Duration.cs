using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Lookalike.Terminals.Parsing;

/// <summary>Reads a time as people write it.</summary>
internal static partial class Duration
{
    /// <summary>
    /// Reads the value of an option: hours, minutes and seconds such as <c>1h30m</c>, <c>5m</c> or <c>90s</c>. A number alone could be any of them.
    /// </summary>
    /// <returns>A time above zero, or null where the text is none, which the result then says.</returns>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        if (result.Tokens is not [var token]) return null;
        if (Read(token.Value) is { } time) return time;
        string name = ((OptionResult)result.Parent!).Option.Name;
        result.AddError($"{name}: {Fault(token.Value)}");
        return null;
    }

    private static TimeSpan? Read(string text)
    {
        Match match = Pattern().Match(text);
        if (!match.Success) return null;
        double seconds = (Part(match, "h") * 3600) + (Part(match, "m") * 60) + Part(match, "s");
        return seconds is > 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static string Fault(string text)
    {
        if (Number.TryRead(text, out double number) && number > 0) return $"{text} has no unit; write {text}s or {text}m";
        if (text.Count(c => c == ',') == 1 && Read(text.Replace(',', '.')) is not null) return $"{text} is no time; write {text.Replace(',', '.')}";
        return Pattern().IsMatch(text) && text.Length > 0
            ? $"expected a time above zero and below 30 years, found {text}"
            : $"expected a time such as 90s, 5m or 1h30m, found '{text}'";
    }

    private static double Part(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"\A(?:(?<h>[0-9]+(?:\.[0-9]+)?)h)?(?:(?<m>[0-9]+(?:\.[0-9]+)?)m)?(?:(?<s>[0-9]+(?:\.[0-9]+)?)s)?\z",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
