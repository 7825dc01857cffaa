using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests.Damage;

/// <summary>Everything that is done with a store, over a file that may say anything.</summary>
internal static class StoreWork
{
    /// <summary>Reads all there is in every way.</summary>
    public static IEnumerable<(string Name, Func<SqliteVectorStore, Task> Run)> Reading(CancellationToken token)
    {
        yield return ("list", async store => await store.ListCollectionNamesAsync(token).ToListAsync(token));
        yield return ("dimension", store => store.GetDimensionAsync("pictures", token));
        yield return ("search", async store => await Of(store).SearchAsync(new float[3], 500, new() { IncludeVectors = true }, token).ToListAsync(token));
        yield return ("filtered search", async store => await Of(store).SearchAsync(new float[3], 5, new() { Filter = p => p.Size >= 0 }, token).ToListAsync(token));
        yield return ("filter", async store => await Of(store).GetAsync(p => p.Favourite || p.Title != "x", 500, new() { IncludeVectors = true }, token).ToListAsync(token));
        yield return ("get", store => Of(store).GetAsync("3", new() { IncludeVectors = true }, token));
        yield return ("keys", store => Of(store).ReadAsync(["Key"], includeVectors: false, metadata: [], token));
        yield return ("sizes", store => Of(store).ReadAsync(["Size"], includeVectors: false, metadata: [], token));
        yield return ("vectors", async store => await Of(store).GetVectorsAsync(token));
        yield return ("metadata", store => Of(store).GetMetadataAsync("about", token));
        yield return ("verify", store => Of(store).VerifyAsync(token));
    }

    /// <summary>Changes things in every way; the last takes the collection away.</summary>
    public static IEnumerable<(string Name, Func<SqliteVectorStore, Task> Run)> Writing(CancellationToken token)
    {
        yield return ("upsert", store => Of(store).UpsertAsync([.. Enumerable.Range(0, 40).Select(i => Picture.At($"{i * 3}", i))], token));
        yield return ("delete", store => Of(store).DeleteAsync(["1", "2"], token));
        yield return ("set metadata", store => Of(store).SetMetadataAsync("about", "new", token));
        yield return ("mend", async store => await Of(store).MendAsync((await Of(store).VerifyAsync(token)).Faults, token));
        yield return ("drop", store => store.EnsureCollectionDeletedAsync("pictures", token));
    }

    /// <summary>Runs one piece of work; what it threw, if that was the store's own exception. Any other is thrown on.</summary>
    public static async Task<VectorStoreException?> RunAsync(string path, bool readOnly, Func<SqliteVectorStore, Task> work)
    {
        using var store = new SqliteVectorStore(path, new() { ReadOnly = readOnly });
        try
        {
            await work(store);
            return null;
        }
        catch (VectorStoreException fault)
        {
            return fault;
        }
    }

    private static SqliteCollection<string, Picture> Of(SqliteVectorStore store) => store.GetCollection<string, Picture>("pictures");
}
