using System.Security.Cryptography;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Health;
using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Datasets.Store;
using Lookalike.Imaging.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Application.Tests.Health;

/// <summary>The records of an index against the files that they are of.</summary>
public sealed class SourceCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deleted_picture_is_named_by_its_file_and_dropped()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        File.Delete(made.File(1));

        HealthFinding found = Assert.Single((await made.ExamineAsync()).Findings);
        Assert.Equal((HealthFindingKind.MissingImage, PictureIndex.Key(1), made.File(1)), (found.Kind, found.Key, found.Place));
        Assert.Contains(made.File(1), found.Message, StringComparison.Ordinal);

        await MendedAsync(made, HealthFindingKind.MissingImage);
        Assert.Null(await made.FindAsync(PictureIndex.Key(1)));
    }

    [Fact]
    public async Task A_changed_picture_is_named_with_both_hashes_and_encoded_again()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        string old = (await made.FindAsync(PictureIndex.Key(2)))!.ContentHash;
        Bitmap.Write(made.File(2), seed: 99);
        byte[] content = await File.ReadAllBytesAsync(made.File(2), Token);
        string hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));

        HealthFinding found = Assert.Single((await made.ExamineAsync()).Findings);
        Assert.Equal((HealthFindingKind.ChangedImage, PictureIndex.Key(2), made.File(2)), (found.Kind, found.Key, found.Place));
        Assert.Contains(old, found.Message, StringComparison.Ordinal);
        Assert.Contains(hash, found.Message, StringComparison.Ordinal);

        await MendedAsync(made, HealthFindingKind.ChangedImage);
        ImageRecord record = (await made.FindAsync(PictureIndex.Key(2)))!;
        Assert.Equal((hash, content.Length), (record.ContentHash, record.Size));
        Assert.Equal(File.GetLastWriteTimeUtc(made.File(2)), record.Modified!.Value.UtcDateTime);
    }

    [Fact]
    public async Task A_picture_of_another_length_is_named_by_its_length_without_being_read_and_encoded_again()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        Bitmap.Write(made.File(2), seed: 99, width: 20, height: 10);

        HealthFinding found = Assert.Single((await made.ExamineAsync()).Findings);
        Assert.Equal((HealthFindingKind.ChangedImage, PictureIndex.Key(2), made.File(2)), (found.Kind, found.Key, found.Place));
        Assert.Contains("expected 246 bytes, found 654", found.Message, StringComparison.Ordinal);

        await MendedAsync(made, HealthFindingKind.ChangedImage);
        ImageRecord record = (await made.FindAsync(PictureIndex.Key(2)))!;
        Assert.Equal((654, 20, 10), (record.Size, record.Width, record.Height));
    }

    [Theory]
    [InlineData("a pipe")]
    [InlineData("a link to a pipe")]
    [InlineData("a link to a device without an end")]
    [InlineData("an empty file")]
    public async Task What_is_no_file_with_content_is_a_changed_picture_and_never_opened(string what)
    {
        if (OperatingSystem.IsWindows()) return; // there are no such files
        using PictureIndex made = await PictureIndex.CreateAsync();
        using var scratch = new Scratch();
        File.Delete(made.File(2));
        if (what == "a pipe") await MakePipeAsync(made.File(2));
        if (what == "a link to a pipe")
        {
            await MakePipeAsync(scratch["pipe"]);
            File.CreateSymbolicLink(made.File(2), scratch["pipe"]);
        }

        if (what == "a link to a device without an end") File.CreateSymbolicLink(made.File(2), "/dev/zero");
        if (what == "an empty file") await File.WriteAllBytesAsync(made.File(2), [], Token);

        foreach (HealthReport report in (HealthReport[])[await made.ExamineAsync(new HealthOptions { Sample = null }), await made.FixAsync()])
        {
            HealthFinding found = Assert.Single(report.Findings);
            Assert.Equal((HealthFindingKind.ChangedImage, made.File(2)), (found.Kind, found.Place));
            Assert.Contains("found 0", found.Message, StringComparison.Ordinal);
        }

        using ImageIndex index = await ImageIndex.OpenAsync(TestEngine.Sqlite, made.IndexPath, Token);
        Assert.Contains("It is empty, or no file", new IndexedImages(new DatasetStore(), index).Show(PictureIndex.Key(2)).Fault, StringComparison.Ordinal);
        IndexedPictures pictures = await IndexedPictures.ReadAsync(index, folder: null, made.Encoder.Description.Preprocessing, (100, PictureReader.DefaultMaxPixels), progress: null, Token);
        Assert.Equal([made.File(2)], pictures.Failures.Select(f => f.Path));
    }

    [Fact]
    public async Task A_file_with_a_time_of_no_calendar_is_compared_by_its_content_and_no_other_is_kept_from_it()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/dev/shm")) return; // only some file systems keep such times
        string far = Path.Combine("/dev/shm", $"lookalike-test-{Guid.NewGuid():N}.bmp");
        File.Move(made.File(2), far);
        try
        {
            File.CreateSymbolicLink(made.File(2), far);
            using (var touch = System.Diagnostics.Process.Start("touch", ["-d", "@300000000000", far])) await touch.WaitForExitAsync(Token);
            HealthReport report = await made.ExamineAsync();
            Assert.True(report.IsHealthy, string.Join('\n', report.Findings.Select(f => f.Message)));
            Assert.Equal(PictureIndex.Pictures, report.Sampled);
        }
        finally
        {
            File.Delete(far);
        }
    }

    [Fact]
    public async Task A_picture_of_the_same_content_with_another_time_is_no_finding()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        File.SetLastWriteTimeUtc(made.File(2), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.True((await made.ExamineAsync()).IsHealthy);
    }

    [Fact]
    public async Task A_picture_that_became_something_else_is_said_not_to_be_mended_and_why()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await File.WriteAllTextAsync(made.File(2), "not a picture any more", Token);

        HealthFinding left = Assert.Single((await made.FixAsync()).Findings);

        Assert.Equal(HealthFindingKind.ChangedImage, left.Kind);
        Assert.Contains("expected JPEG", left.NotMended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_was_moved_behind_a_link_is_no_finding()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        string moved = Path.Combine(made.Folder, "moved.bmp");
        File.Move(made.File(2), moved);
        File.CreateSymbolicLink(made.File(2), moved);

        Assert.True((await made.ExamineAsync()).IsHealthy);
    }

    [Fact]
    public async Task A_link_to_nothing_is_named_and_keeps_its_record()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        File.Delete(made.File(2));
        File.CreateSymbolicLink(made.File(2), Path.Combine(made.Folder, "nowhere.bmp"));

        HealthFinding left = Assert.Single((await made.FixAsync()).Findings);

        Assert.Equal((HealthFindingKind.UnreadableImage, made.File(2)), (left.Kind, left.Place));
        Assert.NotNull(left.NotMended);
        Assert.NotNull(await made.FindAsync(PictureIndex.Key(2)));
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("empty")]
    [InlineData("another")]
    public async Task A_folder_that_is_gone_or_empty_or_another_is_one_finding_and_loses_no_record(string state)
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        Directory.Delete(made.Folder, recursive: true);
        if (state == "empty") Directory.CreateDirectory(made.Folder);
        if (state == "another") Bitmap.Write(Path.Combine(made.Folder, "other.bmp"), seed: 1);

        HealthReport report = await made.FixAsync();

        HealthFinding left = Assert.Single(report.Findings);
        Assert.Equal((HealthFindingKind.MissingSource, made.Folder, PictureIndex.Pictures), (left.Kind, left.Place, left.Images));
        Assert.Contains(made.Folder, left.Message, StringComparison.Ordinal);
        Assert.Contains("may only be away", left.NotMended, StringComparison.Ordinal);
        Assert.Equal(PictureIndex.Pictures, report.Images);
    }

    [Fact]
    public async Task Images_of_no_folder_are_named_and_dropped()
    {
        using PictureIndex made = await PictureIndex.CreateAsync();
        await made.WriteAsync(index => index.UpsertAsync(
            new ImageRecord { Key = "holiday/a.jpg", Set = "holiday", Path = "a.jpg", ContentHash = "-", Vector = new float[] { 1, 2, 3, 4, 5, 6, 7, 8 } }));

        HealthFinding found = Assert.Single((await made.ExamineAsync()).Findings);
        Assert.Equal((HealthFindingKind.UnknownSource, "holiday/a.jpg"), (found.Kind, found.Key));
        Assert.Contains("expected one of the folders pictures, found 'holiday'", found.Message, StringComparison.Ordinal);

        await MendedAsync(made, HealthFindingKind.UnknownSource);
        Assert.Null(await made.FindAsync("holiday/a.jpg"));
    }

    private static async Task MakePipeAsync(string path)
    {
        using var make = System.Diagnostics.Process.Start("mkfifo", path);
        await make.WaitForExitAsync(Token);
    }

    private static async Task MendedAsync(PictureIndex made, HealthFindingKind kind)
    {
        HealthReport report = await made.FixAsync();
        Assert.True(report.IsHealthy, string.Join('\n', report.Findings.Select(f => f.Message)));
        Assert.Equal(kind, Assert.Single(report.Mended).Kind);
    }
}
