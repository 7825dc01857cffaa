using System.Diagnostics;
using Lookalike.Application.Telemetry;
using Lookalike.Index;
using Lookalike.Index.Records;

namespace Lookalike.Application.Indexing;

/// <summary>Drops records of pictures from an index. No file is touched.</summary>
internal static class PictureRemoval
{
    /// <summary>Drops the records of files, of folders below a root, or of whole roots, all in one transaction.</summary>
    /// <param name="index">An index opened for writing; it stays the caller's.</param>
    /// <param name="names">
    /// For each: a picture's key, the key of a folder (<c>pictures/2024</c>), a root's name, or the path of one of these, whether or not there is
    /// still something at it. A key goes before a path.
    /// </param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>What was done: <see cref="IndexSummary.Removed"/> records.</returns>
    /// <exception cref="FolderException">The index has nothing of one of the names. Nothing was changed.</exception>
    /// <exception cref="IndexStorageException">The index cannot be written.</exception>
    public static async Task<IndexSummary> RunAsync(ImageIndex index, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(names);
        long start = Stopwatch.GetTimestamp();
        KnownPictures known = await KnownPictures.ReadAsync(index, cancellationToken).ConfigureAwait(false);
        ImageRoots roots = index.Roots;
        HashSet<int> rows = [];
        foreach (string name in names)
        {
            string key = KeyOf(name.TrimEnd('/'), index.Roots, known) ?? throw new FolderException(
                $"There is nothing of '{name}' in {index.Path}: expected the key or the path of a picture, of a folder below one of its roots, " +
                    $"or of a root ({Names(index.Roots)}).", name);
            if (index.Roots.Find(key) is not null) roots = roots.Without(key);
            rows.UnionWith(RowsOf(key, known));
        }

        ImageRoots? changed = roots == index.Roots ? null : roots;
        if (rows.Count > 0 || changed is not null) await index.WriteAsync([], rows.Select(known.Key), changed, cancellationToken).ConfigureAwait(false);
        ApplicationTelemetry.CountPictures(PictureOutcome.Removed, rows.Count);
        return new IndexSummary
        {
            Encoded = 0,
            Unchanged = known.Count - rows.Count,
            Removed = rows.Count,
            Failed = 0,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }

    /// <summary>The key that a name means, or null where nothing has it.</summary>
    private static string? KeyOf(string name, ImageRoots roots, KnownPictures known)
    {
        if (Has(name, roots, known)) return name;
        string full = RootBinding.Full(name.Length == 0 ? "/" : name);
        var binding = new RootBinding(roots, known, notice: null);
        full = binding.BelowARoot(full);
        if (binding.Containing(full) is not { } root) return null;
        string key = full.Length == root.Path.Length ? root.Name : RootBinding.Key(root, full);
        return Has(key, roots, known) ? key : null;
    }

    private static bool Has(string key, ImageRoots roots, KnownPictures known) => roots.Find(key) is not null || RowsOf(key, known).Length > 0;

    private static int[] RowsOf(string key, KnownPictures known) => known.Find(key) is >= 0 and int row ? [row] : known.Below(key);

    private static string Names(ImageRoots roots) => roots.All.Count == 0 ? "it has none" : string.Join(", ", roots.All.Select(root => root.Name));
}
