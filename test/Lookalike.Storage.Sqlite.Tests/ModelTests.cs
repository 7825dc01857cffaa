using FsCheck;
using FsCheck.Xunit;

namespace Lookalike.Storage.Sqlite.Tests;

/// <summary>A collection behaves like a dictionary, whatever is done to it and in whatever order.</summary>
public sealed class ModelTests
{
    [Property(MaxTest = 60)]
    public void Any_sequence_of_batches_leaves_what_a_dictionary_would_hold((byte Key, sbyte Value, bool HasVector)[][] batches, byte[][] deletions)
    {
        using var folder = new Scratch();
        using var store = new SqliteVectorStore(folder["store.db"]);
        using var follower = new SqliteVectorStore(folder["store.db"], new() { ReadOnly = true });
        var collection = store.GetCollection<string, Picture>("c");
        Wait(collection.EnsureCollectionExistsAsync());
        Dictionary<string, Picture> expected = [];
        for (int i = 0; i < Math.Max(batches.Length, deletions.Length); i++)
        {
            if (i < batches.Length)
            {
                Picture[] batch = [.. batches[i].Select(b => b.HasVector ? Picture.At($"{b.Key}", b.Value) : new Picture { Key = $"{b.Key}" })];
                foreach (Picture picture in batch) expected[picture.Key] = picture;
                Wait(collection.UpsertAsync(batch));
            }
            if (i < deletions.Length)
            {
                foreach (byte key in deletions[i]) expected.Remove($"{key}");
                Wait(collection.DeleteAsync(deletions[i].Select(k => $"{k}")));
            }
            Check(collection, expected);
            Check(follower.GetCollection<string, Picture>("c"), expected);
        }
    }

    private static void Check(SqliteCollection<string, Picture> collection, Dictionary<string, Picture> expected)
    {
        var all = Wait(collection.GetAsync(p => true, int.MaxValue, new() { IncludeVectors = true }).ToListAsync().AsTask());
        Assert.Equal(
            expected.Values.Select(p => (p.Key, p.Vector?.Span[0])).OrderBy(p => p.Key, StringComparer.Ordinal),
            all.Select(p => (p.Key, p.Vector?.Span[0])).OrderBy(p => p.Key, StringComparer.Ordinal));
        var hits = Wait(collection.SearchAsync(new float[] { 7, 0, 0 }, int.MaxValue).ToListAsync().AsTask());
        // In the order of distance, and no record with a vector is missing.
        Assert.Equal(hits.Select(h => h.Score).Order(), hits.Select(h => h.Score));
        Assert.Equal(
            expected.Values.Where(p => p.Vector is not null).Select(p => (p.Key, Math.Abs(p.Vector!.Value.Span[0] - 7d))).OrderBy(p => p.Key, StringComparer.Ordinal),
            hits.Select(h => (h.Record.Key, h.Score!.Value)).OrderBy(p => p.Key, StringComparer.Ordinal));
    }

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
