using Microsoft.Extensions.VectorData;

namespace Lookalike.Index.Sqlite;

/// <summary>Brings the faults of the store out as those of the index, with their own words.</summary>
internal static class StorageFaults
{
    /// <summary>Asks the store.</summary>
    /// <exception cref="IndexStorageException">It cannot answer.</exception>
    public static async Task<T> AsIndexFaultsAsync<T>(string location, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (VectorStoreException e)
        {
            throw new IndexStorageException(e.Message, location, e);
        }
    }

    /// <summary>The same, where nothing is answered.</summary>
    /// <exception cref="IndexStorageException">The store cannot do it.</exception>
    public static Task AsIndexFaultsAsync(string location, Func<Task> act) => AsIndexFaultsAsync(location, async () =>
    {
        await act().ConfigureAwait(false);
        return true;
    });
}
