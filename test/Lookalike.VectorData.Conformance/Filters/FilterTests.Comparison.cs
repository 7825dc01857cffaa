using System.Linq.Expressions;
using Lookalike.VectorData.Conformance.Records;

namespace Lookalike.VectorData.Conformance.Filters;

/// <content>Comparisons of numbers, texts and keys.</content>
public abstract partial class FilterTests<TKey>
{
    [Fact]
    public Task Equal_numbers_match() => FilterAsync(FilterGroup.Comparison, r => r.Width == 9, r => (int)r["Width"]! == 9, 2, 5);

    [Fact]
    public Task Unequal_numbers_match() => FilterAsync(FilterGroup.Comparison, r => r.Width != 9, r => (int)r["Width"]! != 9, 1, 3, 4);

    [Fact]
    public Task Smaller_numbers_match() => FilterAsync(FilterGroup.Comparison, r => r.Width < 9, r => (int)r["Width"]! < 9, 1, 4);

    [Fact]
    public Task Smaller_and_equal_numbers_match() => FilterAsync(FilterGroup.Comparison, r => r.Width <= 9, r => (int)r["Width"]! <= 9, 1, 2, 4, 5);

    [Fact]
    public Task Greater_numbers_match() => FilterAsync(FilterGroup.Comparison, r => r.Width > 9, r => (int)r["Width"]! > 9, 3);

    [Fact]
    public Task Greater_and_equal_numbers_match() => FilterAsync(FilterGroup.Comparison, r => r.Width >= 9, r => (int)r["Width"]! >= 9, 2, 3, 5);

    [Fact]
    public Task A_constant_may_stand_on_the_left() => FilterAsync(FilterGroup.Comparison, r => 9 < r.Width, r => 9 < (int)r["Width"]!, 3);

    [Fact]
    public Task A_negative_number_is_a_number() => FilterAsync(FilterGroup.Comparison, r => r.Width == -1, r => (int)r["Width"]! == -1, 4);

    [Fact]
    public Task Equal_texts_match() => FilterAsync(FilterGroup.Comparison, r => r.Title == "fox", r => (string?)r["Title"] == "fox", 1, 4);

    [Fact]
    public Task Texts_of_another_case_are_not_equal() => FilterAsync(FilterGroup.Comparison, r => r.Title == "Fox", r => (string?)r["Title"] == "Fox");

    [Fact]
    public Task An_empty_text_is_equal_to_itself_alone() => FilterAsync(FilterGroup.Comparison, r => r.Title == "", r => (string?)r["Title"] == "", 5);

    [Fact]
    public Task Unequal_texts_match_and_null_is_one_of_them() =>
        FilterAsync(FilterGroup.Null, r => r.Title != "fox", r => (string?)r["Title"] != "fox", 2, 3, 5);

    [Fact]
    public Task A_text_that_looks_like_SQL_is_only_a_text() => FilterAsync(FilterGroup.Comparison, r => r.Title == Hostile, r => (string?)r["Title"] == Hostile, 2);

    [Fact]
    public Task A_condition_that_looks_like_SQL_matches_nothing() =>
        FilterAsync(FilterGroup.Comparison, r => r.Title == "' OR 1=1 --", r => (string?)r["Title"] == "' OR 1=1 --");

    [Fact]
    public Task Wildcards_stand_for_themselves() => FilterAsync(
        FilterGroup.Comparison, r => r.Title == "f%" || r.Title == "f_x" || r.Title == "*", r => (string?)r["Title"] == "f%" || (string?)r["Title"] == "f_x" || (string?)r["Title"] == "*");

    [Fact]
    public Task A_key_matches_itself()
    {
        ParameterExpression typed = Expression.Parameter(typeof(Photo<TKey>)), dynamic = Expression.Parameter(typeof(Dictionary<string, object?>));
        ConstantExpression key = Expression.Constant(Keys.Of<TKey>(3), typeof(TKey));
        Expression item = Expression.Call(dynamic, typeof(Dictionary<string, object?>).GetMethod("get_Item")!, Expression.Constant("Key"));
        return FilterAsync(
            FilterGroup.Comparison,
            Expression.Lambda<Func<Photo<TKey>, bool>>(Expression.Equal(Expression.Property(typed, "Key"), key), typed),
            Expression.Lambda<Func<Dictionary<string, object?>, bool>>(Expression.Equal(Expression.Convert(item, typeof(TKey)), key), dynamic),
            3);
    }
}
