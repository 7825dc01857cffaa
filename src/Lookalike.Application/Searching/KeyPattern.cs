using System.Text;
using System.Text.RegularExpressions;

namespace Lookalike.Application;

/// <summary>
/// A pattern that a record's key matches or does not, as shells match paths: <c>*</c> is any text without a slash, <c>**</c> any text,
/// <c>**/</c> any number of folders, none included, and <c>?</c> one character but a slash. All else is itself, upper and lower case
/// told apart. A key matches as a whole. Immutable, so thread-safe.
/// </summary>
public sealed class KeyPattern
{
    private readonly Regex _regex;

    /// <summary>Translates a pattern once; matching takes a time that grows with the key's length alone, whatever the pattern.</summary>
    /// <param name="glob">The pattern, such as <c>mnist/train/000??</c> or <c>**/test/*</c>.</param>
    /// <exception cref="ArgumentException">The pattern is null or empty.</exception>
    public KeyPattern(string glob)
    {
        ArgumentException.ThrowIfNullOrEmpty(glob);
        Glob = glob;
        _regex = new Regex(Translate(glob), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
    }

    /// <summary>The pattern as it was given.</summary>
    public string Glob { get; }

    /// <summary>Whether a key matches.</summary>
    /// <param name="key">A record's key.</param>
    public bool IsMatch(string key) => _regex.IsMatch(key);

    private static string Translate(string glob)
    {
        var regex = new StringBuilder(@"\A");
        for (int i = 0; i < glob.Length; i++)
        {
            ReadOnlySpan<char> rest = glob.AsSpan(i);
            if (rest.StartsWith("**/", StringComparison.Ordinal) && (i == 0 || glob[i - 1] == '/'))
            {
                regex.Append("(.*/)?");
                i += 2;
            }
            else if (rest.StartsWith("**", StringComparison.Ordinal))
            {
                regex.Append(".*");
                i++;
            }
            else
            {
                regex.Append(glob[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    char other => Regex.Escape(other.ToString()),
                });
            }
        }

        return regex.Append(@"\z").ToString();
    }
}
