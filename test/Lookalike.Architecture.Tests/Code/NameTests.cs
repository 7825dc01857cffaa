using System.Text.RegularExpressions;

namespace Lookalike.Architecture.Tests.Code;

/// <summary>One name for each concept: of two that were in use, the source has the one.</summary>
public sealed partial class NameTests
{
    [Theory]
    [InlineData(@"(?<!at )\b_?(least|most)\b", "minimum, maximum")]
    [InlineData(@"\b_?(Least|Most|least|most)[A-Z]\w*", "Min..., Max...")]
    [InlineData(@"\bCancellationToken cancel(lation|ler|led)?\b", "cancellationToken")]
    [InlineData(@"\b(class|interface|struct|record) \w*(Manager|Helper|Helpers|Util|Utils|Utilities)\b", "what it does")]
    public void A_concept_has_one_name(string other, string ours)
    {
        string[] found =
        [
            .. SourceProject.AllFiles().SelectMany(file => File.ReadLines(file).Select((line, i) => (Line: NoCode().Replace(line, ""), Place: $"{Path.GetRelativePath(SourceProject.Root, file)}:{i + 1}")))
                .Where(line => Regex.IsMatch(line.Line, other)).Select(line => $"{line.Place}: {line.Line.Trim()}"),
        ];
        Assert.True(found.Length == 0, $"expected {ours}, found:\n{string.Join('\n', found)}");
    }

    /// <summary>Texts and comments, in which a word is a word.</summary>
    [GeneratedRegex("""
        "(\\.|[^"\\])*"|//.*$
        """)]
    private static partial Regex NoCode();
}
