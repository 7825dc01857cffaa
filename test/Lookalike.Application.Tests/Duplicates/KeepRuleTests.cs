using Lookalike.Application.Duplicates;
using Lookalike.Index.Records;

namespace Lookalike.Application.Tests.Duplicates;

public sealed class KeepRuleTests
{
    private static readonly DateTimeOffset Monday = new(2024, 5, 6, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Most_pixels_come_before_most_bytes() => AssertKept("large", Record("large", 400, 300, 10), Record("a", 300, 200, 999));

    [Fact]
    public void Of_as_many_pixels_the_oldest_is_kept_though_a_copy_that_was_saved_again_is_larger() =>
        AssertKept("z", Record("a", 300, 400, 11, days: 5), Record("z", 400, 300, 10), Record("b", 400, 300, 99, days: null));

    [Fact]
    public void Of_one_age_most_bytes_are_kept() => AssertKept("z", Record("a", 4, 3, 10), Record("z", 4, 3, 11), Record("b", 4, 3, 10));

    [Theory]
    [InlineData("pixels", 5, 4, 1, 9)]
    [InlineData("age", 4, 3, 1, 0)]
    [InlineData("bytes", 4, 3, 11, 1)]
    [InlineData("key", 4, 3, 10, 1)]
    public void What_tells_the_one_to_keep_from_all_others_is_said(string reason, int width, int height, long size, int days) =>
        Assert.Equal(reason, KeepRule.ReasonOf(Record("a", width, height, size, days), [Record("b", 3, 2, 99), Record("c", 4, 3, 10, days: 1)]));

    [Fact]
    public void Of_equally_old_ones_the_lowest_key_is_kept() => AssertKept("B", Record("a", 4, 3, 10), Record("B", 4, 3, 10), Record("b", 4, 3, 10));

    [Fact]
    public void An_image_without_a_file_gives_way_to_a_picture() => AssertKept("z", new ImageRecord { Key = "mnist/train/00001" }, Record("z", 1, 1, 1));

    [Fact]
    public void Products_of_sides_do_not_overflow() => AssertKept("z", Record("a", 60_000, 60_000, 1), Record("z", 60_001, 60_000, 1));

    private static ImageRecord Record(string key, int width, int height, long size, int? days = 0) =>
        new() { Key = key, Width = width, Height = height, Size = size, Modified = days is { } d ? Monday.AddDays(d) : null };

    /// <summary>Whatever the order.</summary>
    private static void AssertKept(string key, params ImageRecord[] records)
    {
        Assert.Equal(key, KeepRule.Choose(records).Key);
        Assert.Equal(key, KeepRule.Choose([.. records.Reverse()]).Key);
    }
}
