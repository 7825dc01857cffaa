using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Lookalike.Architecture.Tests.Graph;

/// <summary>Arrows between the projects of src point downwards only, and are these.</summary>
public sealed class ProjectGraphTests
{
    /// <summary>What a project may refer to itself. A project that is not there yet stands here all the same.</summary>
    private static readonly Dictionary<string, string[]> Intended = new()
    {
        ["Lookalike.Core"] = [],
        ["Lookalike.Search"] = ["Lookalike.Core"],
        ["Lookalike.Imaging"] = ["Lookalike.Core"],
        ["Lookalike.Imaging.Camera"] = ["Lookalike.Imaging"],
        ["Lookalike.Models"] = ["Lookalike.Imaging"],
        ["Lookalike.Datasets"] = ["Lookalike.Imaging"],
        ["Lookalike.Storage.Sqlite"] = ["Lookalike.Search"],
        ["Lookalike.Index"] = ["Lookalike.Core", "Lookalike.Search"],
        ["Lookalike.Index.Sqlite"] = ["Lookalike.Index", "Lookalike.Storage.Sqlite"],
        ["Lookalike.Application"] = ["Lookalike.Index", "Lookalike.Models", "Lookalike.Datasets", "Lookalike.Imaging", "Lookalike.Search"],
        ["Lookalike.Training"] = ["Lookalike.Models", "Lookalike.Datasets", "Lookalike.Imaging", "Lookalike.Search"],
        ["Lookalike.Terminals"] = ["Lookalike.Core"],
        ["Lookalike.Exporting"] = ["Lookalike.Core"],
        ["Lookalike.Web"] = ["Lookalike.Application", "Lookalike.Index.Sqlite"],
        ["Lookalike.Cli"] = ["Lookalike.Application", "Lookalike.Training", "Lookalike.Index.Sqlite", "Lookalike.Terminals", "Lookalike.Exporting", "Lookalike.Web", "Lookalike.Imaging.Camera"],
    };

    [Theory]
    [MemberData(nameof(SourceProject.Names), MemberType = typeof(SourceProject))]
    public void A_project_refers_to_those_below_it_only(string name)
    {
        Assert.True(Intended.ContainsKey(name), $"{name} is in no place of the graph yet: give it one here.");
        string[] unwanted = [.. SourceProject.Named(name).References.Except(Intended[name])];
        Assert.True(unwanted.Length == 0, $"{name} may refer to {string.Join(", ", Intended[name])}; found {string.Join(", ", unwanted)}.");
    }

    [Theory]
    [MemberData(nameof(SourceProject.Names), MemberType = typeof(SourceProject))]
    public void An_assembly_reaches_no_other_than_its_project_may(string name)
    {
        HashSet<string> allowed = Below(name);
        string[] unwanted = [.. AssemblyReferences(name).Where(to => !allowed.Contains(to))];
        Assert.True(unwanted.Length == 0, $"{name} may reach {string.Join(", ", allowed)}; its assembly uses {string.Join(", ", unwanted)}.");
    }

    [Fact]
    public void The_intended_graph_has_no_cycle() => Assert.All(Intended.Keys, name => Assert.DoesNotContain(name, Below(name)));

    private static HashSet<string> Below(string name)
    {
        HashSet<string> below = [];
        Queue<string> queue = new(Intended[name]);
        while (queue.TryDequeue(out string? next))
        {
            if (!below.Add(next)) continue;
            foreach (string to in Intended[next]) queue.Enqueue(to);
        }

        return below;
    }

    private static IEnumerable<string> AssemblyReferences(string name)
    {
        using var file = new PEReader(File.OpenRead(SourceProject.Named(name).AssemblyPath));
        MetadataReader reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).Where(Intended.ContainsKey)];
    }
}
