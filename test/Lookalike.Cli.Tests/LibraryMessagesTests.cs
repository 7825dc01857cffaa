using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Lookalike.Cli.Tests;

/// <summary>A library is used by more programs than this one: what it says holds in all of them.</summary>
public sealed partial class LibraryMessagesTests
{
    /// <summary>What other programs are told.</summary>
    private static readonly HashSet<string> OptionsOfOtherPrograms = ["--ignore-scripts", "--silent", "--quiet", "--extract"];

    public static TheoryData<string> Libraries => [.. All];

    private static IEnumerable<string> All => Directory.GetFiles(ProgramFolder.Path, "Lookalike.*.dll").Select(path => Path.GetFileNameWithoutExtension(path));

    [Theory]
    [MemberData(nameof(Libraries))]
    public void No_library_names_a_command_or_an_option_of_the_command_line(string library)
    {
        string[] texts = [.. Literals(Path.Combine(ProgramFolder.Path, library + ".dll")).Where(text => !OptionsOfOtherPrograms.Contains(text))];

        Assert.DoesNotContain(texts, CommandOrOption().IsMatch);
    }

    [Fact]
    public void All_libraries_are_read() => Assert.True(All.Count() >= 8, string.Join(", ", All));

    private static IEnumerable<string> Literals(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        UserStringHandle text = MetadataTokens.UserStringHandle(0);
        do
        {
            yield return reader.GetUserString(text);
            text = reader.GetNextHandle(text);
        }
        while (!text.IsNil);
    }

    [GeneratedRegex("lookalike (?:data|train|augment|model import|index|search|duplicates|evaluate|doctor|demo)\\b|(?<![\\w-])--[a-z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommandOrOption();
}
