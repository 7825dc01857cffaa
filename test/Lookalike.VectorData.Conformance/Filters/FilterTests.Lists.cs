namespace Lookalike.VectorData.Conformance.Filters;

/// <content>Lists that a property is looked up in, and properties that are lists.</content>
public abstract partial class FilterTests<TKey>
{
    [Fact]
    public Task An_inline_array_contains_a_number() =>
        FilterAsync(FilterGroup.ContainsInList, r => new[] { 8, 10 }.Contains(r.Width), r => new[] { 8, 10 }.Contains((int)r["Width"]!), 1, 3);

    [Fact]
    public Task A_captured_array_contains_a_number()
    {
        int[] widths = [8, 10];
        return FilterAsync(FilterGroup.ContainsInList, r => widths.Contains(r.Width), r => widths.Contains((int)r["Width"]!), 1, 3);
    }

    [Fact]
    public Task A_captured_list_contains_a_number()
    {
        List<int> widths = [8, 10];
        return FilterAsync(FilterGroup.ContainsInList, r => widths.Contains(r.Width), r => widths.Contains((int)r["Width"]!), 1, 3);
    }

    [Fact]
    public Task An_inline_list_contains_a_number() =>
        FilterAsync(FilterGroup.ContainsInList, r => new List<int> { 8, 10 }.Contains(r.Width), r => new List<int> { 8, 10 }.Contains((int)r["Width"]!), 1, 3);

    [Fact]
    public Task A_sequence_contains_a_number()
    {
        int[] widths = [8, 10];
        return FilterAsync(FilterGroup.ContainsInList, r => Enumerable.Contains(widths, r.Width), r => Enumerable.Contains(widths, (int)r["Width"]!), 1, 3);
    }

    [Fact]
    public Task A_span_of_an_array_contains_a_number()
    {
        int[] widths = [8, 10];
        return FilterAsync(FilterGroup.ContainsInList, r => MemoryExtensions.Contains(widths, r.Width), r => MemoryExtensions.Contains(widths, (int)r["Width"]!), 1, 3);
    }

    [Fact]
    public Task A_captured_array_contains_a_text()
    {
        string?[] titles = ["fox", "' OR 1=1 --"];
        return FilterAsync(FilterGroup.ContainsInList, r => titles.Contains(r.Title), r => titles.Contains((string?)r["Title"]), 1, 4);
    }

    [Fact]
    public Task A_list_that_holds_null_contains_null()
    {
        string?[] titles = [null, ""];
        return FilterAsync(FilterGroup.ContainsInList, r => titles.Contains(r.Title), r => titles.Contains((string?)r["Title"]), 3, 5);
    }

    [Fact]
    public Task An_empty_list_contains_nothing()
    {
        int[] none = [];
        return FilterAsync(FilterGroup.ContainsInList, r => none.Contains(r.Width), r => none.Contains((int)r["Width"]!));
    }

    [Fact]
    public Task Not_over_contains_is_the_rest()
    {
        int[] widths = [8, 10];
        return FilterAsync(FilterGroup.ContainsInList, r => !widths.Contains(r.Width), r => !widths.Contains((int)r["Width"]!), 2, 4, 5);
    }

    [Fact]
    public Task Contains_may_be_one_condition_of_and()
    {
        int[] widths = [8, 9];
        return FilterAsync(FilterGroup.ContainsInList, r => widths.Contains(r.Width) && r.Title == "fox", r => widths.Contains((int)r["Width"]!) && (string?)r["Title"] == "fox", 1);
    }

    [Fact]
    public Task An_array_property_contains_a_constant() =>
        FilterAsync(FilterGroup.ListProperty, r => r.Tags!.Contains("y"), r => ((string[])r["Tags"]!).Contains("y"), 1, 2);

    [Fact]
    public Task An_array_property_contains_a_captured_value()
    {
        string tag = "y";
        return FilterAsync(FilterGroup.ListProperty, r => r.Tags!.Contains(tag), r => ((string[])r["Tags"]!).Contains(tag), 1, 2);
    }

    [Fact]
    public Task An_array_property_contains_an_empty_text() =>
        FilterAsync(FilterGroup.ListProperty, r => r.Tags!.Contains(""), r => ((string[])r["Tags"]!).Contains(""), 5);

    [Fact]
    public Task A_list_property_contains_a_value() =>
        FilterAsync(FilterGroup.ListProperty, r => r.People!.Contains("ann"), r => ((List<string>)r["People"]!).Contains("ann"), 1, 4);

    [Fact]
    public Task Not_over_a_list_property_is_the_rest() =>
        FilterAsync(FilterGroup.ListProperty, r => !r.People!.Contains("ann"), r => !((List<string>)r["People"]!).Contains("ann"), 2, 3, 5);

    [Fact]
    public Task Two_list_properties_may_be_asked_at_once() => FilterAsync(
        FilterGroup.ListProperty, r => r.Tags!.Contains("y") || r.People!.Contains("bob"), r => ((string[])r["Tags"]!).Contains("y") || ((List<string>)r["People"]!).Contains("bob"), 1, 2, 4);

    [Fact]
    public Task Any_item_of_an_array_property_may_equal_a_value() =>
        FilterAsync(FilterGroup.ListProperty, r => r.Tags!.Any(t => t == "z"), r => ((string[])r["Tags"]!).Any(t => t == "z"), 4);

    [Fact]
    public Task Any_item_of_an_array_property_may_be_in_a_list()
    {
        string[] wanted = ["x", "z"];
        return FilterAsync(FilterGroup.ListProperty, r => r.Tags!.Any(t => wanted.Contains(t)), r => ((string[])r["Tags"]!).Any(t => wanted.Contains(t)), 1, 4);
    }

    [Fact]
    public Task Any_item_of_a_list_property_may_be_in_an_inline_list() => FilterAsync(
        FilterGroup.ListProperty, r => r.People!.Any(p => new[] { "bob", "eve" }.Contains(p)), r => ((List<string>)r["People"]!).Any(p => new[] { "bob", "eve" }.Contains(p)), 2, 4, 5);
}
