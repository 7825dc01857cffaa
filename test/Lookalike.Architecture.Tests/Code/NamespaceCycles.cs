using Lookalike.Architecture.Tests.Metadata;

namespace Lookalike.Architecture.Tests.Code;

/// <summary>The arrows between namespaces that are part of a cycle. A namespace counts by itself, without those that its name begins.</summary>
internal static class NamespaceCycles
{
    /// <summary>Finds them.</summary>
    /// <param name="uses">From which type to which.</param>
    /// <returns>The arrows, each with the uses that it consists of.</returns>
    public static SortedDictionary<(string From, string To), string[]> Find(IEnumerable<(TypeName From, TypeName To)> uses)
    {
        // What the compiler adds to an assembly for itself lies in namespaces of the system or in none.
        var arrows = uses.Where(use => IsOurs(use.From) && IsOurs(use.To) && use.From.Namespace != use.To.Namespace).ToLookup(use => (use.From.Namespace, use.To.Namespace));
        ILookup<string, string> next = arrows.ToLookup(arrow => arrow.Key.Item1, arrow => arrow.Key.Item2);
        Dictionary<string, HashSet<string>> reached = next.ToDictionary(group => group.Key, group => Reach(group.Key, next));
        SortedDictionary<(string, string), string[]> found = [];
        foreach (var arrow in arrows)
        {
            (string from, string to) = arrow.Key;
            if (reached.TryGetValue(to, out HashSet<string>? back) && back.Contains(from))
                found.Add((from, to), [.. arrow.Select(use => $"{use.From.Name} uses {use.To.Name}").Order(StringComparer.Ordinal)]);
        }

        return found;
    }

    private static bool IsOurs(TypeName type) => type.Namespace == "Lookalike" || type.Namespace.StartsWith("Lookalike.", StringComparison.Ordinal);

    private static HashSet<string> Reach(string from, ILookup<string, string> next)
    {
        HashSet<string> seen = [];
        Stack<string> open = new([from]);
        while (open.TryPop(out string? at))
        {
            foreach (string to in next[at])
            {
                if (seen.Add(to)) open.Push(to);
            }
        }

        return seen;
    }
}
