using System.Text;
using System.Text.RegularExpressions;

namespace Lookalike.Web.Page;

/// <summary>
/// What a view of the page needs, told with the page itself in a <c>Link</c> header (RFC 8288): a browser asks for all of it at once, where each module
/// names the next only when it has come. Immutable.
/// </summary>
internal static partial class PagePreloads
{
    private const string Root = "app.js", UsualView = "search", UsualLanguage = "en";

    private static readonly Dictionary<string, string> Scripts = PageFile.All
        .Where(file => file.Path.EndsWith(".js", StringComparison.Ordinal))
        .ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Bytes), StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Modules = Scripts.Keys
        .ToDictionary(path => path, path => string.Join(", ", Reach(Root, path).Select(module => $"<{module}>; rel=modulepreload")), StringComparer.Ordinal);

    /// <summary>The header for a view.</summary>
    /// <param name="view">What the address names; null, or none that there is, for where everybody begins.</param>
    /// <param name="languages">What the browser asks for, best first.</param>
    public static string Links(string? view, IEnumerable<string> languages)
    {
        string modules = Modules.GetValueOrDefault(FileOf(view ?? UsualView)) ?? Modules[FileOf(UsualView)];
        string language = languages.Select(language => language.Split('-')[0]).FirstOrDefault(HasStrings) ?? UsualLanguage;
        return $"{modules}, <{StringsOf(language)}>; rel=preload; as=fetch; crossorigin";
    }

    private static string FileOf(string view) => $"elements/lk-{view}.js";

    private static string StringsOf(string language) => $"strings.{language}.json";

    private static bool HasStrings(string language) => PageFile.All.Any(file => file.Path == StringsOf(language));

    private static List<string> Reach(params IEnumerable<string> begin)
    {
        var found = new List<string>();
        var open = new Queue<string>(begin);
        while (open.TryDequeue(out string? path))
        {
            if (found.Contains(path)) continue;
            found.Add(path);
            var from = new Uri($"page:/{path}");
            foreach (Match import in Import().Matches(Scripts[path])) open.Enqueue(new Uri(from, import.Groups["path"].Value).AbsolutePath[1..]);
        }

        return found;
    }

    /// <summary>An import at the beginning of a line: one in a comment, or one that waits until it is needed, is not among them.</summary>
    [GeneratedRegex("""^import [^';]*'(?<path>\.{1,2}/[^']+)';""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Import();
}
