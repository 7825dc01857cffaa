using System.Linq.Expressions;
using Lookalike.VectorData.Conformance.Records;

namespace Lookalike.VectorData.Conformance.Types;

/// <summary>Data of every type comes back equal, typed and dynamic, and is found by its value; null stays null.</summary>
/// <param name="fixture">The provider.</param>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public abstract class DataTypeTests<TKey>(VectorStoreFixture fixture) : ConformanceTest(fixture)
    where TKey : notnull
{
    [Fact]
    public Task Bytes_come_back_equal() => ValuesAsync<byte>(0, 1, byte.MaxValue);

    [Fact]
    public Task Short_numbers_come_back_equal() => ValuesAsync<short>(short.MinValue, 0, short.MaxValue);

    [Fact]
    public Task Numbers_come_back_equal() => ValuesAsync(int.MinValue, 0, int.MaxValue);

    [Fact]
    public Task Long_numbers_come_back_equal() => ValuesAsync(long.MinValue, 0, long.MaxValue);

    [Fact]
    public Task Single_precision_comes_back_equal() => ValuesAsync(-1.5f, 0.1f, float.MaxValue);

    [Fact]
    public Task Double_precision_comes_back_equal() => ValuesAsync(-1.5, 0.1, double.MaxValue);

    [Fact]
    public Task Decimals_come_back_equal() => ValuesAsync(-1.5m, 0.1m, 79_228_162_514.264337593543m);

    [Fact]
    public Task Booleans_come_back_equal() => ValuesAsync(true, false);

    [Fact]
    public Task Guids_come_back_equal() => ValuesAsync(Guid.Empty, new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"));

    [Fact]
    public Task Moments_come_back_equal() => ValuesAsync(new DateTime(2024, 2, 29, 12, 30, 15, DateTimeKind.Utc).AddTicks(70), new DateTime(1969, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    [Fact]
    public Task Moments_with_an_offset_come_back_equal() =>
        ValuesAsync(new DateTimeOffset(2024, 2, 29, 12, 30, 15, TimeSpan.FromHours(-5)), new DateTimeOffset(1969, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public Task Dates_come_back_equal() => ValuesAsync(new DateOnly(2024, 2, 29), new DateOnly(1969, 1, 1));

    [Fact]
    public Task Times_of_day_come_back_equal() => ValuesAsync(new TimeOnly(12, 30, 15, 500), TimeOnly.MinValue);

    [Fact]
    public Task Texts_come_back_equal() => RoundTripAsync(isComparable: true, null, "", "text", "it's \"x\" \\ %_\r\n", "ünïcødé 图 🦊", new string('x', 5000));

    [Fact]
    public Task Contents_come_back_equal() => RoundTripAsync(isComparable: false, null, Array.Empty<byte>(), new byte[] { 0, 1, 255 });

    [Fact]
    public Task Arrays_of_texts_come_back_equal() => RoundTripAsync(isComparable: false, null, Array.Empty<string>(), new[] { "a", "\"", "", "it's, \\ []" });

    [Fact]
    public Task Lists_of_texts_come_back_equal() => RoundTripAsync(isComparable: false, null, new List<string>(), new List<string> { "a", "\"", "", "it's, \\ []" });

    private async Task ValuesAsync<T>(params T[] values)
        where T : struct
    {
        await RoundTripAsync(isComparable: true, values);
        await RoundTripAsync(isComparable: true, [null, .. values.Select(v => (T?)v)]);
    }

    private Task RoundTripAsync<T>(bool isComparable, params T?[] values)
    {
        Type type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return WhereSupportedAsync(Fixture.SupportsDataType(type), nameof(Holder<,>.Value), async () =>
        {
            var typed = await CreateAsync<TKey, Holder<TKey, T>>(Holder<TKey, T>.Definition(), [.. values.Select((v, i) => Holder<TKey, T>.Of(i, v))]);
            var dynamic = await CreateDynamicAsync(Holder<TKey, T>.Definition(), [.. values.Select((v, i) => Holder<TKey, T>.DictionaryOf(i, v))]);
            for (int i = 0; i < values.Length; i++)
            {
                Assert.Equal(values[i], (await typed.GetAsync(Keys.Of<TKey>(i), cancellationToken: Token))!.Value);
                Assert.Equal(values[i], (T?)(await dynamic.GetAsync(Keys.Of<TKey>(i), cancellationToken: Token))!["Value"]);
                Assert.Equal(values[i], (await typed.SearchAsync(Arc.At(i), 1, cancellationToken: Token).SingleAsync(Token)).Record.Value);
                if (!isComparable) continue;
                Assert.Equal(Keys.Of<TKey>(i), (await typed.GetAsync(IsTyped(values[i]), 9, cancellationToken: Token).SingleAsync(Token)).Key);
                Assert.Equal(Keys.Of<TKey>(i), (await dynamic.GetAsync(IsDynamic(values[i]), 9, cancellationToken: Token).SingleAsync(Token))["Key"]);
            }
        });
    }

    private static Expression<Func<Holder<TKey, T>, bool>> IsTyped<T>(T? value)
    {
        ParameterExpression record = Expression.Parameter(typeof(Holder<TKey, T>));
        return Expression.Lambda<Func<Holder<TKey, T>, bool>>(Expression.Equal(Expression.Property(record, "Value"), Expression.Constant(value, typeof(T))), record);
    }

    private static Expression<Func<Dictionary<string, object?>, bool>> IsDynamic<T>(T? value)
    {
        ParameterExpression record = Expression.Parameter(typeof(Dictionary<string, object?>));
        Expression item = Expression.Convert(Expression.Call(record, typeof(Dictionary<string, object?>).GetMethod("get_Item")!, Expression.Constant("Value")), typeof(T));
        return Expression.Lambda<Func<Dictionary<string, object?>, bool>>(Expression.Equal(item, Expression.Constant(value, typeof(T))), record);
    }
}
