using Lookalike.Application.Indexing;
using Lookalike.Index;
using Lookalike.Index.Records;
using Lookalike.Index.Sqlite;

namespace Lookalike.Application.Tests;

/// <summary>What keeps the indexes of these tests.</summary>
internal static class TestEngine
{
    public static IIndexEngine Sqlite { get; } = new SqliteIndexEngine();

    /// <summary>Writes records into an open index.</summary>
    public static Task UpsertAsync(this ImageIndex index, params IEnumerable<ImageRecord> records) =>
        index.WriteAsync(records, [], roots: null, TestContext.Current.CancellationToken);

    /// <summary>Keeps another set of folders in an open index.</summary>
    public static Task SetRootsAsync(this ImageIndex index, ImageRoots roots) => index.WriteAsync([], [], roots, TestContext.Current.CancellationToken);
}
