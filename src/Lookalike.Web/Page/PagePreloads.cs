using System.Text;
using System.Text.RegularExpressions;

namespace Lookalike.Web.Page;

/// <summary>
/// What a view of the page needs, told with the page itself in a <c>Link</c> header (RFC 8288): a browser asks for all of it at once, where each module
/// names the next only when it has come. Immutable.
/// </summary>
internal static partial class PagePreloads
{
    private const string Root = "app.js", UsualView = "search", UsualLanguage = "en", ElementPrefix = "elements/lk-";

    private static readonly Dictionary<string, string[]> Imports = PageFile.All
        .Where(file => file.Path.EndsWith(".js", StringComparison.Ordinal))
        .ToDictionary(file => file.Path, ImportsOf, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Modules = Imports.Keys
        .Where(path => path.StartsWith(ElementPrefix, StringComparison.Ordinal))
        .ToDictionary(path => path, path => string.Join(", ", Reach(Root, path).Select(module => $"<{module}>; rel=modulepreload")), StringComparer.Ordinal);

    private static readonly HashSet<string> Strings =
        [.. PageFile.All.Select(file => file.Path).Where(path => path.StartsWith("strings.", StringComparison.Ordinal))];

    /// <summary>The header for a view.</summary>
    /// <param name="view">What the address names; null, or none that there is, for where everybody begins.</param>
    /// <param name="languages">What the browser asks for, best first.</param>
    public static string Links(string? view, IEnumerable<string> languages)
    {
        string modules = Modules.GetValueOrDefault(FileOf(view ?? UsualView)) ?? Modules[FileOf(UsualView)];
        string strings = languages.Select(language => StringsOf(language.Split('-')[0])).FirstOrDefault(Strings.Contains) ?? StringsOf(UsualLanguage);
        return $"{modules}, <{strings}>; rel=preload; as=fetch; crossorigin";
    }

    private static string FileOf(string view) => $"{ElementPrefix}{view}.js";

    private static string StringsOf(string language) => $"strings.{language}.json";

    private static List<string> Reach(params IEnumerable<string> begin)
    {
        var found = new List<string>();
        var open = new Queue<string>(begin);
        while (open.TryDequeue(out string? path))
        {
            if (found.Contains(path)) continue;
            found.Add(path);
            foreach (string import in Imports[path]) open.Enqueue(import);
        }

        return found;
    }

    private static string[] ImportsOf(PageFile file)
    {
        var from = new Uri($"page:/{file.Path}");
        return [.. Import().Matches(Encoding.UTF8.GetString(file.Bytes)).Select(import => new Uri(from, import.Groups["path"].Value).AbsolutePath[1..])];
    }

    /// <summary>An import at the beginning of a line: one in a comment, or one that waits until it is needed, is not among them.</summary>
    [GeneratedRegex("""^import [^';]*'(?<path>\.{1,2}/[^']+)';""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Import();
}
