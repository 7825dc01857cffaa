using System.Globalization;
using System.Numerics;

namespace Lookalike.Terminals.Parsing;

/// <summary>
/// Numbers as they are written on a command line, the same on every machine: ASCII digits, a point before decimals, no separators. Where other
/// programs guess what 0,05 or 1.000 means, a guess here would change results without a word.
/// </summary>
internal static class Number
{
    /// <summary>Reads a number. No plus, space, separator, hexadecimal, and nothing that is not finite.</summary>
    public static bool TryRead<T>(string text, out T value)
        where T : struct, INumber<T>
    {
        value = default;
        return text is not ['+', ..] && T.TryParse(text, Style<T>(), CultureInfo.InvariantCulture, out value) && T.IsFinite(value);
    }

    /// <summary>What is wrong with a text that <see cref="TryRead"/> refuses, and what it could be meant to be.</summary>
    public static string Fault<T>(string text)
        where T : struct, INumber<T>
    {
        if (text.Length == 0) return $"expected {Noun<T>()}, found nothing";
        if (IsTooLarge<T>(text)) return $"{text} is too large";
        string shown = text.Any(char.IsWhiteSpace) ? $"'{text}'" : text;
        return $"{shown} is no {(IsWhole<T>() ? "whole number" : "number")}{(Meant<T>(text) is { } meant ? $"; write {meant}" : "")}";
    }

    /// <summary>A number as it is to be written.</summary>
    public static string Write<T>(T value)
        where T : struct, INumber<T> => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Noun<T>() => IsWhole<T>() ? "a whole number" : "a number";

    private static bool IsWhole<T>() => typeof(T) == typeof(int) || typeof(T) == typeof(long);

    private static NumberStyles Style<T>() =>
        IsWhole<T>() ? NumberStyles.AllowLeadingSign : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static bool IsTooLarge<T>(string text) => text is not ['+', ..] && (IsWhole<T>()
        ? BigInteger.TryParse(text, Style<T>(), CultureInfo.InvariantCulture, out _)
        : double.TryParse(text, Style<T>(), CultureInfo.InvariantCulture, out double value) && !double.IsNaN(value) && text.Any(char.IsAsciiDigit));

    /// <summary>The text with a point for its decimal sign, without what separates thousands and in ASCII digits, if that is a number.</summary>
    private static string? Meant<T>(string text)
        where T : struct, INumber<T>
    {
        string digits = string.Concat(text.Trim().TrimStart('+').Where(c => c is not ('_' or '\'' or '’') && !char.IsWhiteSpace(c))
            .Select(c => char.IsDigit(c) ? (char)('0' + char.GetNumericValue(c)) : c == '٫' ? ',' : c));
        int comma = digits.LastIndexOf(','), point = digits.LastIndexOf('.');
        char? decimalSign = comma < 0 ? '.' : point > comma ? '.' : point >= 0 || !IsGrouped<T>(digits) ? ',' : null;
        string meant = string.Concat(digits.Where(c => c is not (',' or '.') || c == decimalSign).Select(c => c == ',' ? '.' : c));
        return TryRead(meant, out T _) ? meant : null;
    }

    // 1,000 is a thousand where only whole numbers are wanted; 1,000,000 is a million anywhere.
    private static bool IsGrouped<T>(string digits) =>
        digits.Count(c => c == ',') > 1 || (IsWhole<T>() && digits.Length - digits.IndexOf(',', StringComparison.Ordinal) == 4);
}
