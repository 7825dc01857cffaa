using Lookalike.VectorData.Conformance.Records;
using Microsoft.Extensions.VectorData;

namespace Lookalike.VectorData.Conformance.Vectors;

/// <summary>A vector of another dimension, or with a value that is not a finite number, is neither stored nor searched for.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class VectorValidationTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    /// <summary>Vectors that no provider may take for a property of three dimensions.</summary>
    public static TheoryData<float[]> Faulty =>
    [
        new float[] { 1 },
        new float[] { 1, 0 },
        new float[] { 1, 0, 0, 0 },
        new float[] { 1, 0, 0, 0, 0, 0 },
        new float[] { float.NaN, 0, 0 },
        new float[] { 1, 0, float.NaN },
        new float[] { 1, float.PositiveInfinity, 0 },
        new float[] { float.NegativeInfinity, 0, 0 },
    ];

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_faulty_vector_of_a_new_record_is_not_stored(float[] vector)
    {
        var collection = await PointsAsync();

        await RefusesVectorAsync(() => collection.UpsertAsync(Point<TKey>.At(9, vector), Token));

        Assert.Null(await collection.GetAsync(Keys.Of<TKey>(9), cancellationToken: Token));
        Assert.Equal(2, await collection.SearchAsync(Arc.At(0), 9, cancellationToken: Token).CountAsync(Token));
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_faulty_vector_does_not_replace_a_sound_one(float[] vector)
    {
        var collection = await PointsAsync();

        await RefusesVectorAsync(() => collection.UpsertAsync(Point<TKey>.At(1, vector), Token));

        Assert.Equal(Arc.At(1), (await collection.GetAsync(Keys.Of<TKey>(1), new() { IncludeVectors = true }, Token))!.Vector.ToArray());
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_faulty_vector_is_not_searched_for(float[] vector)
    {
        var collection = await PointsAsync();

        await RefusesVectorAsync(async () => await collection.SearchAsync(vector, 1, cancellationToken: Token).ToListAsync(Token));
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_faulty_vector_of_a_dictionary_is_not_stored(float[] vector)
    {
        var collection = await CreateDynamicAsync(Point<TKey>.Definition(Arc.Dimensions));

        await RefusesVectorAsync(() => collection.UpsertAsync(new Dictionary<string, object?> { ["Key"] = Keys.Of<TKey>(1), ["Vector"] = new ReadOnlyMemory<float>(vector) }, Token));

        Assert.Null(await collection.GetAsync(Keys.Of<TKey>(1), cancellationToken: Token));
    }

    [Fact]
    public async Task The_smallest_and_largest_finite_numbers_come_back_equal()
    {
        float[] extreme = [float.MaxValue, -float.Epsilon, float.MinValue];
        var collection = await CreateAsync<TKey, Point<TKey>>(Point<TKey>.Definition(Arc.Dimensions), Point<TKey>.At(1, extreme));

        Assert.Equal(extreme, (await collection.GetAsync(Keys.Of<TKey>(1), new() { IncludeVectors = true }, Token))!.Vector.ToArray());
    }

    private Task<VectorStoreCollection<TKey, Point<TKey>>> PointsAsync() => CreateAsync<TKey, Point<TKey>>(
        Point<TKey>.Definition(Arc.Dimensions), Point<TKey>.At(1, Arc.At(1)), Point<TKey>.At(2, Arc.At(2)));
}
