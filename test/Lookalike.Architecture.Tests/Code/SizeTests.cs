using Lookalike.Architecture.Tests.Metadata;

namespace Lookalike.Architecture.Tests.Code;

/// <summary>Lines, files, lists of parameters and public interfaces stay as small as <see cref="Ceilings"/> says.</summary>
public sealed class SizeTests
{
    [Fact]
    public void Lines_can_be_read_without_scrolling()
    {
        string[] longLines =
        [
            .. SourceProject.AllFiles().SelectMany(f => File.ReadLines(f).Select((line, i) => (f, i, line.Length)))
                .Where(l => l.Length > Ceilings.LineLength).Select(l => $"{Path.GetRelativePath(SourceProject.Root, l.f)}:{l.i + 1} has {l.Length}"),
        ];
        Assert.True(longLines.Length <= Ceilings.LongLines, $"expected at most {Ceilings.LongLines} lines over {Ceilings.LineLength} characters, found {longLines.Length}:\n{string.Join('\n', longLines)}");
    }

    [Fact]
    public void Few_files_hold_next_to_nothing()
    {
        string[] files = [.. SourceProject.AllFiles()], small = [.. files.Where(f => File.ReadLines(f).Count() <= Ceilings.SmallFile)];
        double share = small.Length / (double)files.Length;
        Assert.True(share <= Ceilings.SmallFiles, $"expected at most {Ceilings.SmallFiles:P1} of the files with {Ceilings.SmallFile} lines or fewer, found {share:P1}:\n{string.Join('\n', small.Select(f => Path.GetRelativePath(SourceProject.Root, f)))}");
    }

    [Fact]
    public void Methods_take_few_parameters()
    {
        (string Name, int Parameters)[] found = [.. SourceProject.All.SelectMany(Methods).Where(m => m.Parameters > Ceilings.Parameters).Distinct()];
        string[] unnamed = [.. found.Where(m => !Ceilings.MethodsOfManyParameters.ContainsKey(m.Name)).Select(m => $"{m.Name} has {m.Parameters}")];
        Assert.True(unnamed.Length <= Ceilings.LongParameterLists, $"expected at most {Ceilings.LongParameterLists} methods with more than {Ceilings.Parameters} parameters, found {unnamed.Length}:\n{string.Join('\n', unnamed)}");
        foreach ((string method, string decision) in Ceilings.MethodsOfManyParameters)
        {
            Assert.Contains(found, m => m.Name == method);
            Assert.True(File.Exists(Path.Combine(SourceProject.Root, "docs", "decisions", decision)), $"{method} names {decision}, which is not in docs/decisions.");
        }
    }

    [Fact]
    public void Public_interfaces_are_small()
    {
        int lines = SourceProject.All.SelectMany(p => Directory.GetFiles(p.Folder, "PublicAPI.*.txt")).SelectMany(File.ReadLines).Count(line => line.Length > 0 && !line.StartsWith('#'));
        Assert.True(lines <= Ceilings.PublicLines, $"expected at most {Ceilings.PublicLines} public members, found {lines}.");
    }

    [Fact]
    public void Commands_parse_call_and_print_and_no_more()
    {
        int lines = SourceProject.Named("Lookalike.Cli").Files.Sum(f => File.ReadLines(f).Count());
        Assert.True(lines < Ceilings.CommandLines, $"expected fewer than {Ceilings.CommandLines} lines of commands, found {lines}.");
    }

    private static IEnumerable<(string Name, int Parameters)> Methods(SourceProject project)
    {
        using var assembly = new BuiltAssembly(project.AssemblyPath);
        return [.. assembly.Methods()];
    }
}
