using Lookalike.Application.Duplicates;
using Lookalike.Core;
using Lookalike.Index.Records;
using Lookalike.Search.Duplicates;

namespace Lookalike.Application.Tests.Duplicates;

public sealed class DuplicateFinderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Groups_come_largest_first_with_their_images_in_the_order_of_their_keys_and_the_lowest_kept()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync(
            [("s/9", [1]), ("s/4", [5]), ("s/2", [1.01f]), ("s/7", [9]), ("s/5", [5.01f]), ("s/3", [1.02f]), ("s/1", [9.01f]), ("s/0", [20])]);
        DuplicateReport report = await new DuplicateFinder(stored.Index).FindAsync(0.05f, maxGroups: null, progress: null, Token);
        Assert.Equal([["s/2", "s/3", "s/9"], ["s/1", "s/7"], ["s/4", "s/5"]], report.Groups.Select(g => g.Images.Select(i => i.Key)));
        Assert.Equal(["s/2", "s/1", "s/4"], report.Groups.Select(g => g.Keep));
        Assert.Equal((8, 3, 4, "given", 0.05f), (report.Images, report.GroupCount, report.Superfluous, report.WithinRule, report.Within));
        Assert.Equal([0f, 0.01f, 0.01f], report.Groups[0].Images.Select(i => i.Distance), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([2, 5, 0], report.Groups[0].Images.Select(i => i.Label));
    }

    [Fact]
    public async Task The_largest_picture_of_a_group_is_kept_and_each_comes_with_what_is_known_of_its_file()
    {
        using PhotoIndex made = await PhotoIndex.CreateAsync(
            ("a/small.png", PhotoIndex.Plain(20, 10, 90, 90, 90)), ("b/large.png", PhotoIndex.Plain(80, 40, 90, 90, 90)), ("c/other.png", PhotoIndex.Noise(8, 8, 1)));
        DuplicateGroup group = Assert.Single((await new DuplicateFinder(made.Index).FindAsync(0.01f, maxGroups: null, progress: null, Token)).Groups);

        Assert.Equal("pictures/b/large.png", group.Keep);
        DuplicateImage large = group.Images[1];
        var file = new FileInfo(Path.Combine(made.Folder, "b", "large.png"));
        Assert.Equal((file.FullName, 80, 40, file.Length, file.LastWriteTimeUtc), (large.Path, large.Width, large.Height, large.Size, large.Modified!.Value.UtcDateTime));
        Assert.Equal(0, large.Distance);
    }

    [Fact]
    public async Task Another_rule_of_what_to_keep_sees_the_records_of_each_group()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1], [1], [2], [2], [1]);
        var seen = new List<int>();
        var finder = new DuplicateFinder(stored.Index, records =>
        {
            seen.Add(records.Count);
            return records.MaxBy(r => r.Key, StringComparer.Ordinal)!;
        });
        DuplicateReport report = await finder.FindAsync(0, maxGroups: null, progress: null, Token);
        Assert.Equal(["set/train/00004", "set/train/00003"], report.Groups.Select(g => g.Keep));
        Assert.Equal([3, 2], seen);
    }

    [Fact]
    public async Task No_image_of_a_chain_is_in_a_group_whose_kept_image_it_does_not_look_like()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([0], [1], [2], [3], [4], [5], [6], [20]);
        DuplicateReport report = await new DuplicateFinder(stored.Index, records => records.MinBy(r => Math.Abs(r.Label!.Value - 3))!)
            .FindAsync(1, maxGroups: null, progress: null, Token);
        Assert.Equal([["2", "3", "4"], ["0", "1"], ["5", "6"]], report.Groups.Select(g => g.Images.Select(i => i.Key[^1..])));
        Assert.Equal(["3", "1", "5"], report.Groups.Select(g => g.Keep[^1..]));
        Assert.Equal((3, 4), (report.GroupCount, report.Superfluous));
    }

    [Theory]
    [InlineData(0.02f)]
    [InlineData(0.2f)]
    [InlineData(5f)]
    public async Task Every_image_of_every_group_is_within_the_distance_of_the_one_to_keep(float within)
    {
        // A walk of small steps: neighbours are near, the ends are not.
        var random = new Random(4);
        float x = 0, y = 0;
        using StoredIndex stored = await StoredIndex.CreateAsync([.. Enumerable.Range(0, 500).Select(_ => new[] { x += random.NextSingle() * 0.02f, y += random.NextSingle() * 0.01f })]);
        DuplicateReport report = await new DuplicateFinder(stored.Index).FindAsync(within, maxGroups: null, progress: null, Token);
        Assert.All(report.Groups, g => Assert.All(g.Images, i => Assert.InRange(i.Distance, 0, within)));
        Assert.All(report.Groups, g => Assert.Equal(0, g.Images.Single(i => i.Key == g.Keep).Distance));
        Assert.Equal(report.Groups.Sum(g => g.Images.Count), report.Groups.SelectMany(g => g.Images).Select(i => i.Key).Distinct().Count());
    }

    [Fact]
    public async Task The_frames_of_a_cross_fade_are_not_all_one_picture()
    {
        using PhotoIndex made = await PhotoIndex.CreateAsync(
            [.. Enumerable.Range(0, 60).Select(i => ($"f{i:000}.png", PhotoIndex.Plain(64, 64, (byte)(4 * i), 128, (byte)(255 - (4 * i)))))]);
        DuplicateFinder finder = new(made.Index);
        DuplicateReport wide = await finder.FindAsync(100, maxGroups: null, progress: null, Token);
        float whole = Assert.Single(wide.Groups).Images.Max(i => i.Distance);
        DuplicateReport report = await finder.FindAsync(whole / 10, maxGroups: null, progress: null, Token);
        Assert.InRange(report.GroupCount, 5, 30);
        Assert.All(report.Groups, g => Assert.All(g.Images, i => Assert.InRange(i.Distance, 0, whole / 10)));
    }

    [Fact]
    public async Task To_keep_an_image_of_no_group_is_refused()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1], [1]);
        var finder = new DuplicateFinder(stored.Index, _ => new ImageRecord { Key = "stranger" });
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => finder.FindAsync(0, maxGroups: null, progress: null, Token));
        Assert.Contains("stranger", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_may_hold_the_largest_groups_only_and_counts_all()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1], [1], [2], [2], [2], [3], [3]);
        DuplicateReport report = await new DuplicateFinder(stored.Index).FindAsync(0, maxGroups: 1, progress: null, Token);
        Assert.Equal(3, Assert.Single(report.Groups).Images.Count);
        Assert.Equal((3, 4), (report.GroupCount, report.Superfluous));
    }

    [Fact]
    public async Task Deleted_images_are_in_no_group_though_their_rows_are_all_zeros()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([("a", [1, 0]), ("b", [2, 0]), ("c", [3, 0]), ("d", [3, 0]), ("e", [4, 0])], deleted: ["a", "b", "e"]);
        DuplicateReport report = await new DuplicateFinder(stored.Index).FindAsync(null, maxGroups: null, progress: null, Token);
        Assert.Equal(["c", "d"], Assert.Single(report.Groups).Images.Select(i => i.Key));
        Assert.Equal(2, report.Images);
    }

    [Fact]
    public async Task Without_a_distance_it_is_chosen_from_the_data_and_said_how()
    {
        var random = new Random(3);
        float[][] vectors = [.. Enumerable.Range(0, 400).Select(_ => Enumerable.Range(0, 8).Select(_ => random.NextSingle()).ToArray())];
        using StoredIndex stored = await StoredIndex.CreateAsync([.. vectors, [.. vectors[17].Select(v => v + 1e-3f)]]);
        DuplicateReport report = await new DuplicateFinder(stored.Index).FindAsync(null, maxGroups: null, progress: null, Token);
        Assert.Equal(["set/train/00017", "set/train/00400"], Assert.Single(report.Groups).Images.Select(i => i.Key));
        Assert.InRange(report.Within, 0.05f, 0.2f);
        Assert.Contains("median", report.WithinRule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exact_copies_of_half_of_the_images_do_not_change_the_distance_that_is_chosen()
    {
        var random = new Random(3);
        float[][] vectors = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, 8).Select(_ => random.NextSingle()).ToArray())];
        using StoredIndex plain = await StoredIndex.CreateAsync(vectors), copied = await StoredIndex.CreateAsync([.. vectors, .. vectors[..100]]);
        DuplicateReport before = await new DuplicateFinder(plain.Index).FindAsync(null, maxGroups: null, progress: null, Token);
        DuplicateReport after = await new DuplicateFinder(copied.Index).FindAsync(null, maxGroups: null, progress: null, Token);
        Assert.Equal(before.Within, after.Within);
        Assert.InRange(after.Superfluous, 100, 102);
    }

    [Fact]
    public async Task An_index_without_near_copies_has_no_group()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1], [2], [3]);
        DuplicateReport report = await new DuplicateFinder(stored.Index).FindAsync(DuplicateDistance.Minimum, maxGroups: null, progress: null, Token);
        Assert.Empty(report.Groups);
        Assert.Equal((3, 0, 0), (report.Images, report.GroupCount, report.Superfluous));
    }

    [Fact]
    public async Task Progress_is_told_and_a_cancelled_search_stops()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([.. Enumerable.Range(0, 200).Select(i => new[] { i * 1f })]);
        int maximum = 0;
        await new DuplicateFinder(stored.Index).FindAsync(0, maxGroups: null, new ProgressHook<Progress>(told => InterlockedMax(ref maximum, (int)told.Done)), Token);
        Assert.True(maximum >= 200, $"{maximum}");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DuplicateFinder(stored.Index).FindAsync(0, null, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Numbers_out_of_their_range_are_refused()
    {
        using StoredIndex stored = await StoredIndex.CreateAsync([1], [2]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("maxGroups", () => new DuplicateFinder(stored.Index).FindAsync(0, 0, null, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("within", () => new DuplicateFinder(stored.Index).FindAsync(-1, null, null, Token));
    }

    private static void InterlockedMax(ref int maximum, int value)
    {
        for (int seen = Volatile.Read(ref maximum); seen < value; seen = Volatile.Read(ref maximum)) Interlocked.CompareExchange(ref maximum, value, seen);
    }
}
