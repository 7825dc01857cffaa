namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>What a collection holds, as the catalogue records it: names and types as stored, independent of any .NET record type.</summary>
internal sealed class CollectionSchema
{
    public required DataColumn Key { get; init; }

    public required IReadOnlyList<DataColumn> Data { get; init; }

    public required IReadOnlyList<VectorColumn> Vectors { get; init; }

    /// <summary>The first thing that this schema has otherwise than the stored one, in words; null when both say the same.</summary>
    public string? DifferenceFrom(CollectionSchema stored)
    {
        if (Key != stored.Key) return Differ("key", Key.ToString(), stored.Key.ToString());
        return Compare("data property", Data, stored.Data, c => c.Name)
            // How many vectors make a block is the file's own affair.
            ?? Compare("vector property", Vectors.Select(v => v with { VectorsPerBlock = 0 }),
                stored.Vectors.Select(v => v with { VectorsPerBlock = 0 }), v => v.Name);
    }

    private static string? Compare<T>(string kind, IEnumerable<T> expected, IEnumerable<T> stored, Func<T, string> name)
        where T : class
    {
        Dictionary<string, T> left = expected.ToDictionary(name, StringComparer.Ordinal);
        Dictionary<string, T> right = stored.ToDictionary(name, StringComparer.Ordinal);
        foreach (string property in left.Keys.Union(right.Keys, StringComparer.Ordinal))
        {
            T? a = left.GetValueOrDefault(property), b = right.GetValueOrDefault(property);
            if (!Equals(a, b)) return Differ($"{kind} '{property}'", a?.ToString() ?? "none", b?.ToString() ?? "none");
        }
        return null;
    }

    private static string Differ(string what, string expected, string found) => $"{what}: expected {expected}, found {found}";
}
