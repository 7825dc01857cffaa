using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Tests;

public sealed class CollectionTests : StoreTest
{
    [Fact]
    public async Task Names_are_listed_in_ordinal_order()
    {
        foreach (string name in (string[])["b", "a", "Z"]) await Store.GetCollection<string, Picture>(name).EnsureCollectionExistsAsync(Token);

        Assert.Equal(["Z", "a", "b"], await Store.ListCollectionNamesAsync(Token).ToArrayAsync(Token));
    }

    [Fact]
    public async Task A_store_serves_more_collections_than_it_keeps_statements_for()
    {
        // Each collection has a dozen statements of its own, and a connection keeps 128.
        for (int i = 0; i < 40; i++)
        {
            var collection = Store.GetCollection<string, Picture>($"c{i}");
            await collection.EnsureCollectionExistsAsync(Token);
            await collection.UpsertAsync([Picture.At("a", 1), Picture.At("b", 2)], Token);
            await collection.DeleteAsync("a", Token);
            Assert.Equal("b", (await collection.SearchAsync(new float[3], 5, new() { Filter = p => p.Size == 0 }, Token).SingleAsync(Token)).Record.Key);
        }
    }

    [Fact]
    public async Task Asking_an_absent_file_creates_none()
    {
        Assert.Empty(await Store.ListCollectionNamesAsync(Token).ToListAsync(Token));
        await Store.EnsureCollectionDeletedAsync("none", Token);

        Assert.False(File.Exists(DatabasePath));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_fails_for_want_of_a_collection_names_the_file_and_the_remedy(bool fileExists)
    {
        if (fileExists) await PicturesAsync();
        var collection = Store.GetCollection<string, Picture>("absent");
        string[] parts = ["absent", DatabasePath, "EnsureCollectionExistsAsync"];

        await FailsAsync(() => collection.GetAsync("a", cancellationToken: Token), parts);
        await FailsAsync(() => collection.UpsertAsync(Picture.At("a", 1), Token), parts);
        await FailsAsync(() => collection.GetVectorsAsync(Token).AsTask(), parts);
        await FailsAsync(() => collection.ReadAsync(["Key"], includeVectors: false, metadata: [], Token), parts);
        await FailsAsync(() => collection.GetMetadataAsync("a", Token), parts);
        await FailsAsync(() => collection.SetMetadataAsync("a", "b", Token), parts);
    }

    [Fact]
    public async Task Records_are_written_and_others_deleted_in_one_transaction()
    {
        SqliteCollection<string, Picture> collection = await PicturesAsync(Picture.At("old", 1), Picture.At("stays", 2));
        await collection.GetVectorsAsync(Token);

        await collection.ReplaceAsync([Picture.At("new", 3), Picture.At("stays", 4)], ["old", "never was"], Token);

        Assert.Equal(["new", "stays"], (await KeysAsync(collection)).Order(StringComparer.Ordinal));
        Assert.Equal(4, (await collection.GetAsync("stays", new() { IncludeVectors = true }, Token))!.Vector!.Value.Span[0]);
        Assert.Equal(2, (await collection.GetVectorsAsync(Token)).Count);
        await collection.ReplaceAsync([], ["new"], Token);
        await collection.ReplaceAsync([], [], Token);
        Assert.Equal(["stays"], await KeysAsync(collection));
    }

    [Fact]
    public async Task Where_a_record_cannot_be_written_none_is_deleted()
    {
        SqliteCollection<string, Picture> collection = await PicturesAsync(Picture.At("old", 1));
        var wrong = new Picture { Key = "new", Vector = new float[] { 1, 2 } };

        await Assert.ThrowsAsync<ArgumentException>(() => collection.ReplaceAsync([wrong], ["old"], Token));

        Assert.Equal(["old"], await KeysAsync(collection));
    }

    [Theory]
    [InlineData("drop\"; DROP TABLE collections; --")]
    [InlineData("it's")]
    [InlineData("ünïcødé 图")]
    public async Task Any_name_is_only_a_name(string name)
    {
        var collection = Store.GetCollection<string, Picture>(name);
        await collection.EnsureCollectionExistsAsync(Token);
        await collection.UpsertAsync(Picture.At(name, 1), Token);

        Assert.Equal(name, (await collection.GetAsync(name, cancellationToken: Token))!.Key);
        Assert.Equal([name], await Store.ListCollectionNamesAsync(Token).ToArrayAsync(Token));
    }

    [Fact]
    public async Task Property_names_that_look_like_SQL_are_only_names()
    {
        const string Odd = "a\"); DROP TABLE collections; --";
        using var collection = Store.GetDynamicCollection("odd", new VectorStoreCollectionDefinition
        {
            Properties = [new VectorStoreKeyProperty("select", typeof(int)), new VectorStoreDataProperty(Odd, typeof(string)), new VectorStoreDataProperty("slot", typeof(long))],
        });
        await collection.EnsureCollectionExistsAsync(Token);

        await collection.UpsertAsync(new Dictionary<string, object?> { ["select"] = 1, [Odd] = "it's", ["slot"] = 5L }, Token);

        Dictionary<string, object?> found = (await collection.GetAsync(1, cancellationToken: Token))!;
        Assert.Equal("it's", found[Odd]);
        Assert.Equal(5L, found["slot"]);
    }

    [Fact]
    public void Properties_whose_columns_would_have_one_name_are_refused()
    {
        NotSupportedException fault = Assert.Throws<NotSupportedException>(() => Store.GetDynamicCollection("c", new VectorStoreCollectionDefinition
        {
            Properties = [new VectorStoreKeyProperty("Key", typeof(int)), new VectorStoreDataProperty("KEY", typeof(string))],
        }));
        Assert.Contains("KEY", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_definition_is_refused_naming_the_difference()
    {
        static VectorStoreCollectionDefinition Define(Type key, Type data, int dimensions, string distance) => new()
        {
            Properties =
            [
                new VectorStoreKeyProperty("Key", key), new VectorStoreDataProperty("Data", data),
                new VectorStoreVectorProperty("Vector", typeof(float[]), dimensions) { DistanceFunction = distance },
            ],
        };
        await Store.GetDynamicCollection("c", Define(typeof(int), typeof(string), 3, DistanceFunction.EuclideanDistance)).EnsureCollectionExistsAsync(Token);

        (VectorStoreCollectionDefinition Definition, string[] Parts)[] others =
        [
            (Define(typeof(long), typeof(string), 3, DistanceFunction.EuclideanDistance), ["key", "int64", "int32"]),
            (Define(typeof(int), typeof(int), 3, DistanceFunction.EuclideanDistance), ["'Data'", "int32", "string"]),
            (Define(typeof(int), typeof(string), 4, DistanceFunction.EuclideanDistance), ["'Vector'", "4 dimensions", "3 dimensions"]),
            (Define(typeof(int), typeof(string), 3, DistanceFunction.HammingDistance), ["'Vector'", "HammingDistance", "EuclideanDistance"]),
        ];
        foreach ((VectorStoreCollectionDefinition definition, string[] parts) in others)
        {
            SqliteDynamicCollection collection = Store.GetDynamicCollection("c", definition);
            await FailsAsync(() => collection.EnsureCollectionExistsAsync(Token), parts);
            await FailsAsync(() => collection.GetAsync(r => true, 1, cancellationToken: Token).ToListAsync(Token).AsTask(), parts);
        }
    }

    [Fact]
    public async Task The_order_of_properties_is_no_difference()
    {
        VectorStoreProperty key = new VectorStoreKeyProperty("Key", typeof(int)), a = new VectorStoreDataProperty("A", typeof(string)), b = new VectorStoreDataProperty("B", typeof(int));
        VectorStoreProperty v = new VectorStoreVectorProperty("V", typeof(float[]), 2), w = new VectorStoreVectorProperty("W", typeof(float[]), 3);
        SqliteDynamicCollection first = Store.GetDynamicCollection("c", new() { Properties = [key, a, b, v, w] });
        await first.EnsureCollectionExistsAsync(Token);
        await first.UpsertAsync(new Dictionary<string, object?> { ["Key"] = 1, ["A"] = "a", ["B"] = 2, ["V"] = new float[] { 1, 2 }, ["W"] = new float[] { 3, 4, 5 } }, Token);

        SqliteDynamicCollection second = Store.GetDynamicCollection("c", new() { Properties = [w, b, v, a, key] });
        await second.UpsertAsync(new Dictionary<string, object?> { ["Key"] = 2, ["A"] = "aa", ["B"] = 22, ["V"] = new float[] { 6, 7 }, ["W"] = new float[] { 8, 9, 10 } }, Token);

        foreach (SqliteDynamicCollection collection in (SqliteDynamicCollection[])[first, second])
        {
            Dictionary<string, object?> one = (await collection.GetAsync(1, new() { IncludeVectors = true }, Token))!, two = (await collection.GetAsync(2, new() { IncludeVectors = true }, Token))!;
            Assert.Equal(("a", 2), ((string)one["A"]!, (int)one["B"]!));
            Assert.Equal(("aa", 22), ((string)two["A"]!, (int)two["B"]!));
            Assert.Equal([3f, 4f, 5f], (float[])one["W"]!);
            Assert.Equal([6f, 7f], (float[])two["V"]!);
        }
    }

    [Fact]
    public async Task Metadata_stays_with_its_collection_and_goes_with_it()
    {
        var collection = await PicturesAsync();
        var other = Store.GetCollection<string, Picture>("other");
        await other.EnsureCollectionExistsAsync(Token);

        await collection.SetMetadataAsync("model", "1", Token);
        await collection.SetMetadataAsync("model", "2", Token);

        Assert.Equal("2", await collection.GetMetadataAsync("model", Token));
        Assert.Null(await collection.GetMetadataAsync("none", Token));
        Assert.Null(await other.GetMetadataAsync("model", Token));

        await Store.EnsureCollectionDeletedAsync("pictures", Token);
        await collection.EnsureCollectionExistsAsync(Token);
        Assert.Null(await collection.GetMetadataAsync("model", Token));
    }

    [Fact]
    public void A_dictionary_is_no_typed_record_of_a_collection_without_a_store() =>
        Assert.Throws<ArgumentException>(() => new SqliteCollection<object, Dictionary<string, object?>>(DatabasePath, "c"));

    [Fact]
    public void The_store_is_named_after_its_file() =>
        Assert.Equal(DatabasePath, Assert.IsType<VectorStoreMetadata>(Store.GetService(typeof(VectorStoreMetadata))).VectorStoreName);

    [Fact]
    public async Task Disposing_the_store_leaves_a_single_file_and_a_store_that_refuses()
    {
        var collection = await PicturesAsync(Picture.At("a", 1));
        await collection.GetAsync("a", cancellationToken: Token);

        Store.Dispose();

        Assert.Equal([DatabasePath], Directory.GetFiles(Folder));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => collection.GetAsync("a", cancellationToken: Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => collection.UpsertAsync(Picture.At("a", 1), Token));
    }

    private static async Task<string[]> KeysAsync(SqliteCollection<string, Picture> collection) =>
        [.. (await collection.ReadAsync([nameof(Picture.Key)], includeVectors: false, metadata: [], Token)).Column<string>(nameof(Picture.Key)).OfType<string>()];
}
