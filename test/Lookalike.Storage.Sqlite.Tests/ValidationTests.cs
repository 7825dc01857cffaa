namespace Lookalike.Storage.Sqlite.Tests;

public sealed class ValidationTests : StoreTest
{
    public static TheoryData<float[], string> Faulty => new()
    {
        { [1, 2], "has 2 dimensions; expected 3" },
        { [1, 2, 3, 4], "has 4 dimensions; expected 3" },
        { [], "has 0 dimensions; expected 3" },
        { [1, float.NaN, 3], "holds NaN in dimension 1" },
        { [1, 2, float.PositiveInfinity], "in dimension 2" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_faulty_vector_is_refused_naming_its_record_and_its_fault(float[] vector, string complaint)
    {
        var collection = await PicturesAsync();

        ArgumentException fault = await Assert.ThrowsAsync<ArgumentException>(
            () => collection.UpsertAsync([Picture.At("good", 3), new Picture { Key = "bad", Vector = vector }], Token));

        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
        Assert.Contains("'bad'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_faulty_query_is_refused_naming_its_fault(float[] vector, string complaint)
    {
        var collection = await PicturesAsync(Picture.At("a", 1));

        ArgumentException fault = await Assert.ThrowsAsync<ArgumentException>(() => collection.SearchAsync(vector, 1, cancellationToken: Token).ToListAsync(Token).AsTask());

        Assert.Contains(complaint, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_is_null_or_has_no_key_is_refused()
    {
        var collection = await PicturesAsync();

        Assert.Contains("Record 1", (await Assert.ThrowsAsync<ArgumentException>(() => collection.UpsertAsync([Picture.At("a", 1), null!], Token))).Message, StringComparison.Ordinal);
        Assert.Contains("no key", (await Assert.ThrowsAsync<ArgumentException>(() => collection.UpsertAsync([Picture.At(null!, 1)], Token))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_blank_path_or_name_is_refused(string blank)
    {
        Assert.Throws<ArgumentException>(() => new SqliteVectorStore(blank));
        Assert.Throws<ArgumentException>(() => Store.GetCollection<string, Picture>(blank));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SqliteVectorStore("x", new() { BusyTimeout = TimeSpan.FromSeconds(-1) }));
    }
}
