using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Search.Evaluation;

namespace Lookalike.Application.Evaluating;

/// <summary>
/// Indexed pictures with their folders for classes, by the vectors that are stored: each searches among all others. A class is the first folder below the one
/// that is measured, the layout of most labelled sets of pictures.
/// </summary>
internal static class FolderClasses
{
    /// <summary>Reads the pictures.</summary>
    /// <param name="index">The index.</param>
    /// <param name="folder">The folder whose sub-folders are classes; null for all folders of the index.</param>
    /// <param name="queries">How many pictures search, evenly spread over the classes' pictures; null for all.</param>
    /// <param name="tell">Told of pictures that have no class, and of classes of one picture.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="IndexException">The folder is not in the index, or has fewer than two classes of two pictures.</exception>
    public static async Task<LabelledVectors> ReadAsync(
        ImageIndex index, string? folder, int? queries, Action<string> tell, CancellationToken cancellationToken)
    {
        IndexSnapshot records = await index.Store.ReadAsync(IndexColumns.Path | IndexColumns.Vector, cancellationToken).ConfigureAwait(false);
        string? prefix = folder is null ? null : IndexedFolder.PrefixOf(index.Path, records.Description.Roots, folder);
        int[] pictures =
        [
            .. Enumerable.Range(0, records.Count)
                .Where(row => records.Paths[row] is not null && records.HasVector(row))
                .Where(row => prefix is null || records.Keys[row].StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(row => records.Keys[row], StringComparer.Ordinal),
        ];
        (int Row, string Class)[] labelled =
        [
            .. from row in pictures
               let name = ClassOf(records.Keys[row], prefix)
               where name is not null
               select (row, name),
        ];
        string[] classes = [.. labelled.Select(pair => pair.Class).Distinct().Order(StringComparer.Ordinal)];
        Dictionary<string, int> sizes = labelled.CountBy(pair => pair.Class).ToDictionary();
        int single = sizes.Count(size => size.Value == 1), loose = pictures.Length - labelled.Length;
        if (sizes.Count - single < 2)
        {
            throw new IndexException(
                $"{folder ?? index.Path} has too few classes to measure by: expected at least 2 sub-folders with at least 2 indexed pictures each, found "
                    + $"{sizes.Count - single}. Sort the pictures into a folder for each class, and index them again.",
                index.Path);
        }

        if (loose > 0) tell($"{loose:N0} {(loose == 1 ? "picture lies" : "pictures lie")} in no sub-folder and {(loose == 1 ? "is" : "are")} left out.");
        if (single > 0)
            tell($"{single:N0} {(single == 1 ? "sub-folder has" : "sub-folders have")} one picture only, which finds none of its own and does not search.");

        int[] searching = [.. Enumerable.Range(0, labelled.Length).Where(place => sizes[labelled[place].Class] > 1)];
        int[] own = [.. EvenSpread.Positions(searching.Length, Math.Min(queries ?? int.MaxValue, searching.Length), offset: 0).Select(i => searching[i])];
        var numbers = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        int[] labels = [.. labelled.Select(pair => numbers[pair.Class])];
        string[] keys = [.. labelled.Select(pair => records.Keys[pair.Row])];
        return new LabelledVectors
        {
            Name = "model",
            Classes = classes,
            Keys = keys,
            Queries = [.. own.Select(place => keys[place])],
            Data = new RetrievalData
            {
                Database = records.VectorsOf([.. labelled.Select(pair => pair.Row)]),
                DatabaseLabels = labels,
                Queries = records.VectorsOf([.. own.Select(place => labelled[place].Row)]),
                QueryLabels = Array.ConvertAll(own, place => labels[place]),
                OwnRows = own,
                Dimension = records.LatentSize,
            },
        };
    }

    /// <summary>The first folder of a key below what it begins with, or below its root; null where the picture lies right there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="prefix">What it begins with; null for its root.</param>
    internal static string? ClassOf(string key, string? prefix)
    {
        int start = prefix?.Length ?? (key.IndexOf('/', StringComparison.Ordinal) + 1);
        int end = key.IndexOf('/', start);
        return end < 0 ? null : key[start..end];
    }
}
