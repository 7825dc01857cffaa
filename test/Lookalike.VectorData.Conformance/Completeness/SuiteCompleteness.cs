namespace Lookalike.VectorData.Conformance.Completeness;

/// <summary>Finds the bases of the suite that nobody runs.</summary>
internal static class SuiteCompleteness
{
    /// <summary>Every abstract base of tests in this assembly, whether others derive from it here or not.</summary>
    public static IEnumerable<Type> Bases => typeof(SuiteCompleteness).Assembly.GetTypes().Where(t => t.IsAbstract && t.IsSubclassOf(typeof(ConformanceTest)));

    /// <summary>The bases that none of the types runs: a class runs what it derives from if it can be created and is seen by a runner.</summary>
    /// <param name="bases">The bases, generic ones as their definitions.</param>
    /// <param name="types">The types that may derive from them.</param>
    public static IReadOnlyList<Type> Missing(IEnumerable<Type> bases, IEnumerable<Type> types)
    {
        HashSet<Type> run = [.. types.Where(t => t is { IsClass: true, IsAbstract: false, IsVisible: true, ContainsGenericParameters: false }).SelectMany(Ancestors)];
        return [.. bases.Where(b => !run.Contains(b)).OrderBy(b => b.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (Type? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType) yield return ancestor.IsGenericType ? ancestor.GetGenericTypeDefinition() : ancestor;
    }
}
