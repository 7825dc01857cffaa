using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests.Blocks;

public sealed class MatrixReaderTests : StoreTest
{
    private const int Dimensions = 512;
    private const int Records = 9_000; // enough for several connections to share the reading

    [Fact]
    public async Task A_large_matrix_that_several_connections_read_is_the_one_that_was_written()
    {
        await WriteAsync();
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });

        VectorSnapshot vectors = await store.GetCollection<string, Wide>("wide").GetVectorsAsync(Token);

        Assert.Equal((Records, Records), (vectors.Slots, vectors.Count));
        for (int i = 0; i < Records; i++) Assert.True(vectors.Vectors.Span.Slice(i * Dimensions, Dimensions).SequenceEqual(Wide.VectorOf(i)), $"slot {i}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Records - 1)]
    public async Task A_damaged_block_of_a_large_matrix_is_named_whoever_reads_it(int slot)
    {
        await WriteAsync();
        byte[] file = await File.ReadAllBytesAsync(DatabasePath, Token);
        int at = file.AsSpan().IndexOf(MemoryMarshal.AsBytes(Wide.VectorOf(slot).AsSpan())[..64]);
        Assert.True(at > 0);
        file[at + 5] ^= 1;
        await File.WriteAllBytesAsync(DatabasePath, file, Token);
        using var store = new SqliteVectorStore(DatabasePath, new() { ReadOnly = true });

        await FailsAsync(() => store.GetCollection<string, Wide>("wide").GetVectorsAsync(Token).AsTask(), $"block {slot / 128} of 'Vector' has the checksum", "expected", "MendAsync");
    }

    [Fact]
    public async Task A_vector_with_a_wrong_byte_is_not_ranked()
    {
        await PicturesAsync(Picture.At("a", 1), Picture.At("b", 2));
        Store.Dispose();
        await using (var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False"))
        {
            await connection.OpenAsync(Token);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE vectors_1_0 SET vectors = zeroblob(length(vectors))";
            await command.ExecuteNonQueryAsync(Token);
        }

        using var store = new SqliteVectorStore(DatabasePath);
        SqliteCollection<string, Picture> pictures = store.GetCollection<string, Picture>("pictures");
        await FailsAsync(() => pictures.SearchAsync(new float[3], 1, cancellationToken: Token).ToListAsync(Token).AsTask(), "block 0 of 'Vector' has the checksum");
        Assert.Equal("a", (await pictures.GetAsync("a", cancellationToken: Token))!.Key);
    }

    private async Task WriteAsync()
    {
        SqliteCollection<string, Wide> wide = Store.GetCollection<string, Wide>("wide");
        await wide.EnsureCollectionExistsAsync(Token);
        await wide.UpsertAsync(Enumerable.Range(0, Records).Select(i => new Wide { Key = $"{i}", Vector = Wide.VectorOf(i) }), Token);
        Store.Dispose();
    }

    private sealed class Wide
    {
        [VectorStoreKey]
        public string Key { get; set; } = "";

        [VectorStoreVector(Dimensions, DistanceFunction = DistanceFunction.EuclideanDistance)]
        public ReadOnlyMemory<float> Vector { get; set; }

        public static float[] VectorOf(int number)
        {
            var vector = new float[Dimensions];
            for (int i = 0; i < Dimensions; i++) vector[i] = number + (i / 1024f);
            return vector;
        }
    }
}
