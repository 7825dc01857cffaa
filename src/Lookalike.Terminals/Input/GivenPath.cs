using System.Text.RegularExpressions;
using Lookalike.Core.Text;

namespace Lookalike.Terminals.Input;

/// <summary>A path as people paste it: from a browser, from a file manager, in quotes.</summary>
internal static partial class GivenPath
{
    private const string Quotes = "'\"`“”„‘’‚«»";

    /// <summary>The path that a text names. What is there under the very text is taken first.</summary>
    /// <exception cref="IOException">It is an address on the network, or has quotes of its own; the message says what to write.</exception>
    public static string Of(string text)
    {
        if (text == StandardInput.Mark || Path.Exists(text)) return text;
        if (text.StartsWith("file:", StringComparison.OrdinalIgnoreCase)) return OfUri(text);
        if (Address().IsMatch(text))
            throw new IOException($"'{text}' is an address, and nothing is fetched from the network: expected a path. Save it as a file, and name that.");
        if (text.Length > 2 && Quotes.Contains(text[0], StringComparison.Ordinal) && Quotes.Contains(text[^1], StringComparison.Ordinal))
            throw new IOException($"There is no {text}: the quotes would be part of the name. Write {ShellWord.Of(text[1..^1])}");
        return text;
    }

    private static string OfUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || !uri.IsFile) return text;
        if (uri.Host is not ("" or "localhost"))
            throw new IOException($"'{text}' names a file on another machine, '{uri.Host}': expected one on this. Mount its disk, and name the file by its "
                + "path.");
        return OperatingSystem.IsWindows() ? uri.LocalPath : Uri.UnescapeDataString(uri.AbsolutePath);
    }

    [GeneratedRegex(@"\A(?:[a-z][a-z0-9+.\-]*://|data:)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
