namespace Lookalike.Models.Faults;

/// <summary>Text from a file as it may stand in a message: short, and without control characters that a terminal would obey.</summary>
internal static class Quoted
{
    private const int MaxLength = 60;

    public static string Of(string text)
    {
        string shown = string.Create(Math.Min(text.Length, MaxLength), text, static (span, source) =>
        {
            for (int i = 0; i < span.Length; i++) span[i] = char.IsControl(source[i]) ? '?' : source[i];
        });
        return text.Length > MaxLength ? $"'{shown}...'" : $"'{shown}'";
    }
}
