using Lookalike.Architecture.Tests.Metadata;

namespace Lookalike.Architecture.Tests.Code;

/// <summary>Within a project, too, arrows point downwards only: no namespace uses one that uses it, directly or through others.</summary>
public sealed class NamespaceCycleTests
{
    [Theory]
    [MemberData(nameof(SourceProject.Names), MemberType = typeof(SourceProject))]
    public void Namespaces_of_a_project_form_no_cycle(string project)
    {
        using var assembly = new BuiltAssembly(SourceProject.Named(project).AssemblyPath);
        SortedDictionary<(string From, string To), string[]> found = NamespaceCycles.Find(assembly.Uses());

        IEnumerable<string> arrows = found.Select(arrow => $"{arrow.Key.From} -> {arrow.Key.To}: {string.Join(", ", arrow.Value.Take(8))}");
        Assert.True(found.Count == 0, $"These arrows close a cycle. Move a type, or let one be handed what it fetches:\n{string.Join('\n', arrows)}");
    }

    [Fact]
    public void A_cycle_is_seen_in_what_a_type_derives_from_keeps_takes_gives_and_calls_and_in_what_the_compiler_makes_of_it()
    {
        using var assembly = new BuiltAssembly(typeof(NamespaceCycleTests).Assembly.Location);

        string[] found = [.. assembly.Uses().Where(use => use.To.Name == nameof(Used)).Select(use => use.From.Name).Order(StringComparer.Ordinal)];

        Assert.Equal(Samples.Users, found);
    }

    [Fact]
    public void Only_arrows_of_cycles_are_found_and_a_namespace_counts_apart_from_those_below_it()
    {
        TypeName a = new("Lookalike.A", "a"), b = new("Lookalike.A.B", "b"), c = new("Lookalike.C", "c"), d = new("Lookalike.D", "d");

        Assert.Empty(NamespaceCycles.Find([(a, b), (b, c), (a, c), (c, d)]));
        Assert.Equal([("Lookalike.A", "Lookalike.A.B"), ("Lookalike.A.B", "Lookalike.C"), ("Lookalike.C", "Lookalike.A")], NamespaceCycles.Find([(a, b), (b, c), (c, a), (c, d)]).Keys);
    }
}
