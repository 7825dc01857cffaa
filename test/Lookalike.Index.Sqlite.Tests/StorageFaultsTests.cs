using Lookalike.Core;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Index.Sqlite.Tests;

public sealed class StorageFaultsTests
{
    private const int Busy = 5, Locked = 6, IoError = 10, Corrupt = 11, Full = 13, NoRoomForSharedMemory = 4874;

    [Theory]
    [InlineData(Busy, Busy, FaultKind.Busy)]
    [InlineData(Locked, Locked, FaultKind.Busy)]
    [InlineData(Full, Full, FaultKind.StorageFull)]
    [InlineData(IoError, NoRoomForSharedMemory, FaultKind.StorageFull)]
    [InlineData(Corrupt, Corrupt, FaultKind.Incompatible)]
    public async Task What_the_store_met_says_what_kind_of_fault_it_is(int code, int extended, FaultKind kind)
    {
        var met = new SqliteException("met", code, extended);
        foreach (Exception told in new Exception[] { met, new VectorStoreException("told", met) })
        {
            IndexStorageException fault = await Assert.ThrowsAsync<IndexStorageException>(
                () => StorageFaults.AsIndexFaultsAsync("f.db", () => Task.FromException(told)));
            Assert.Equal((kind, "f.db", told.Message), (fault.Kind, fault.Subject, fault.Message));
        }
    }

    [Fact]
    public async Task An_index_that_another_connection_writes_is_busy()
    {
        using var scratch = new Scratch();
        IIndexEngine engine = new SqliteIndexEngine();
        using (await engine.CreateAsync(scratch["f.db"], latentSize: 2, rebuild: false, TestContext.Current.CancellationToken))
        {
        }

        using var other = new SqliteConnection($"Data Source={scratch["f.db"]};Pooling=False");
        other.Open();
        using SqliteCommand hold = other.CreateCommand();
        hold.CommandText = "BEGIN EXCLUSIVE";
        hold.ExecuteNonQuery();

        IndexStorageException fault = await Assert.ThrowsAsync<IndexStorageException>(async () =>
        {
            using IIndexStore? store = await engine.OpenForWritingAsync(scratch["f.db"], TestContext.Current.CancellationToken);
            await store!.WriteAsync([], ["gone"], description: null, TestContext.Current.CancellationToken);
        });
        Assert.Equal(FaultKind.Busy, fault.Kind);
    }
}
