namespace Lookalike.VectorData.Conformance.Filters;

/// <content>And, or, not, booleans and constants.</content>
public abstract partial class FilterTests<TKey>
{
    [Fact]
    public Task Both_conditions_of_and_must_hold() =>
        FilterAsync(FilterGroup.Comparison, r => r.Width == 9 && r.Title == "", r => (int)r["Width"]! == 9 && (string?)r["Title"] == "", 5);

    [Fact]
    public Task One_condition_of_or_must_hold() =>
        FilterAsync(FilterGroup.Comparison, r => r.Width == 8 || r.Width == 10, r => (int)r["Width"]! == 8 || (int)r["Width"]! == 10, 1, 3);

    [Fact]
    public Task Three_conditions_of_and_must_all_hold() => FilterAsync(
        FilterGroup.Comparison, r => r.Width > 0 && r.Width < 10 && r.Title == "fox", r => (int)r["Width"]! > 0 && (int)r["Width"]! < 10 && (string?)r["Title"] == "fox", 1);

    [Fact]
    public Task And_binds_closer_than_or() => FilterAsync(
        FilterGroup.Comparison, r => r.Width == 10 || r.Width == 9 && r.Title == "", r => (int)r["Width"]! == 10 || (int)r["Width"]! == 9 && (string?)r["Title"] == "", 3, 5);

    [Fact]
    public Task An_or_in_parentheses_binds_first() => FilterAsync(
        FilterGroup.Comparison, r => (r.Width == 8 || r.Width == -1) && r.Width > 0, r => ((int)r["Width"]! == 8 || (int)r["Width"]! == -1) && (int)r["Width"]! > 0, 1);

    [Fact]
    public Task Conditions_that_exclude_each_other_match_nothing() =>
        FilterAsync(FilterGroup.Comparison, r => r.Width == 8 && r.Width == 9, r => (int)r["Width"]! == 8 && (int)r["Width"]! == 9);

    [Fact]
    public Task Not_over_equal_is_unequal() => FilterAsync(FilterGroup.Comparison, r => !(r.Width == 9), r => !((int)r["Width"]! == 9), 1, 3, 4);

    [Fact]
    public Task Not_over_less_is_greater_or_equal() => FilterAsync(FilterGroup.Comparison, r => !(r.Width < 9), r => !((int)r["Width"]! < 9), 2, 3, 5);

    [Fact]
    public Task Not_over_not_is_nothing() => FilterAsync(FilterGroup.Comparison, r => !!(r.Width == 9), r => !!((int)r["Width"]! == 9), 2, 5);

    [Fact]
    public Task Not_over_and_holds_where_one_condition_does_not() => FilterAsync(
        FilterGroup.Comparison, r => !(r.Width == 9 && r.Title == ""), r => !((int)r["Width"]! == 9 && (string?)r["Title"] == ""), 1, 2, 3, 4);

    [Fact]
    public Task Not_over_or_holds_where_no_condition_does_and_null_is_unequal() => FilterAsync(
        FilterGroup.Null, r => !(r.Width == 8 || r.Title == "fox"), r => !((int)r["Width"]! == 8 || (string?)r["Title"] == "fox"), 2, 3, 5);

    [Fact]
    public Task A_boolean_stands_for_itself() => FilterAsync(FilterGroup.Boolean, r => r.Favourite, r => (bool)r["Favourite"]!, 1, 4, 5);

    [Fact]
    public Task Not_over_a_boolean_is_its_opposite() => FilterAsync(FilterGroup.Boolean, r => !r.Favourite, r => !(bool)r["Favourite"]!, 2, 3);

    // The comparison with a constant is the form under test.
#pragma warning disable MA0073
    [Fact]
    public Task A_boolean_may_be_compared_with_true() => FilterAsync(FilterGroup.Boolean, r => r.Favourite == true, r => (bool)r["Favourite"]! == true, 1, 4, 5);

    [Fact]
    public Task A_boolean_may_be_compared_with_false() => FilterAsync(FilterGroup.Boolean, r => r.Favourite == false, r => (bool)r["Favourite"]! == false, 2, 3);
#pragma warning restore MA0073

    [Fact]
    public Task A_boolean_may_be_one_condition_of_and() =>
        FilterAsync(FilterGroup.Boolean, r => r.Favourite && r.Width == 9, r => (bool)r["Favourite"]! && (int)r["Width"]! == 9, 5);

    [Fact]
    public Task A_boolean_may_be_one_condition_of_or() =>
        FilterAsync(FilterGroup.Boolean, r => r.Favourite || r.Width == 10, r => (bool)r["Favourite"]! || (int)r["Width"]! == 10, 1, 3, 4, 5);

    [Fact]
    public Task Not_over_or_holds_for_booleans_too() =>
        FilterAsync(FilterGroup.Boolean, r => !(r.Favourite || r.Width == 10), r => !((bool)r["Favourite"]! || (int)r["Width"]! == 10), 2);

    [Fact]
    public Task True_matches_all() => FilterAsync(FilterGroup.Constant, r => true, r => true, 1, 2, 3, 4, 5);

    [Fact]
    public Task False_matches_nothing() => FilterAsync(FilterGroup.Constant, r => false, r => false);

    [Fact]
    public Task A_captured_boolean_is_a_constant()
    {
        bool all = true;
        return FilterAsync(FilterGroup.Constant, r => all || r.Width == 9, r => all || (int)r["Width"]! == 9, 1, 2, 3, 4, 5);
    }
}
