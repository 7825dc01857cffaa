namespace Lookalike.VectorData.Conformance.Filters;

/// <content>Null is a value like any other: equal to itself, unequal to the rest, and neither smaller nor greater.</content>
public abstract partial class FilterTests<TKey>
{
    [Fact]
    public Task A_text_that_is_null_equals_null() => FilterAsync(FilterGroup.Null, r => r.Title == null, r => r["Title"] == null, 3);

    [Fact]
    public Task A_text_that_is_not_null_is_unequal_to_null() => FilterAsync(FilterGroup.Null, r => r.Title != null, r => r["Title"] != null, 1, 2, 4, 5);

    [Fact]
    public Task Null_may_stand_on_the_left() => FilterAsync(FilterGroup.Null, r => null == r.Title, r => null == r["Title"], 3);

    [Fact]
    public Task Not_over_null_is_not_null() => FilterAsync(FilterGroup.Null, r => !(r.Title == null), r => !(r["Title"] == null), 1, 2, 4, 5);

    [Fact]
    public Task A_captured_null_is_null()
    {
        string? none = null;
        return FilterAsync(FilterGroup.Null, r => r.Title == none, r => (string?)r["Title"] == none, 3);
    }

    [Fact]
    public Task Unequal_to_a_captured_null_is_not_null()
    {
        string? none = null;
        return FilterAsync(FilterGroup.Null, r => r.Title != none, r => (string?)r["Title"] != none, 1, 2, 4, 5);
    }

    [Fact]
    public Task A_number_that_is_null_equals_null() => FilterAsync(FilterGroup.Null, r => r.Rating == null, r => r["Rating"] == null, 2);

    [Fact]
    public Task A_number_that_is_not_null_is_unequal_to_null() => FilterAsync(FilterGroup.Null, r => r.Rating != null, r => r["Rating"] != null, 1, 3, 4, 5);

    [Fact]
    public Task A_nullable_number_equals_a_number() => FilterAsync(FilterGroup.Null, r => r.Rating == 1, r => (int?)r["Rating"] == 1, 1, 4);

    [Fact]
    public Task Zero_is_not_null() => FilterAsync(FilterGroup.Null, r => r.Rating == 0, r => (int?)r["Rating"] == 0, 5);

    [Fact]
    public Task Null_is_unequal_to_a_number() => FilterAsync(FilterGroup.Null, r => r.Rating != 1, r => (int?)r["Rating"] != 1, 2, 3, 5);

    [Fact]
    public Task Null_is_not_greater_than_a_number() => FilterAsync(FilterGroup.Null, r => r.Rating > 0, r => (int?)r["Rating"] > 0, 1, 3, 4);

    [Fact]
    public Task Null_is_not_smaller_than_a_number() => FilterAsync(FilterGroup.Null, r => r.Rating < 3, r => (int?)r["Rating"] < 3, 1, 4, 5);

    [Fact]
    public Task Not_over_greater_holds_for_null() => FilterAsync(FilterGroup.Null, r => !(r.Rating > 0), r => !((int?)r["Rating"] > 0), 2, 5);

    [Fact]
    public Task A_captured_nullable_number_is_a_number()
    {
        int? rating = 3;
        return FilterAsync(FilterGroup.Null, r => r.Rating == rating, r => (int?)r["Rating"] == rating, 3);
    }

    [Fact]
    public Task A_captured_nullable_number_that_is_null_is_null()
    {
        int? rating = null;
        return FilterAsync(FilterGroup.Null, r => r.Rating == rating, r => (int?)r["Rating"] == rating, 2);
    }

    [Fact]
    public Task A_condition_on_null_may_be_one_of_or() =>
        FilterAsync(FilterGroup.Null, r => r.Title == null || r.Width == 8, r => r["Title"] == null || (int)r["Width"]! == 8, 1, 3);

    [Fact]
    public Task Not_over_or_holds_with_null_on_both_sides() => FilterAsync(
        FilterGroup.Null, r => !(r.Title == "fox" || r.Rating == 3), r => !((string?)r["Title"] == "fox" || (int?)r["Rating"] == 3), 2, 5);
}
