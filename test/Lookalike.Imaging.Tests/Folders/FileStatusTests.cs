using FsCheck.Xunit;
using Lookalike.Core.Files;

namespace Lookalike.Imaging.Tests.Folders;

public sealed class FileStatusTests : IDisposable
{
    /// <summary>Seconds since 1970 of the first and of the last moment that a date can have.</summary>
    private const long First = -62_135_596_800, Last = 253_402_300_799;

    private readonly Scratch _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_has_the_size_and_the_time_that_dotnet_tells_to_the_tick()
    {
        string path = Write("a", 7);
        File.SetLastWriteTimeUtc(path, new DateTime(2024, 2, 29, 12, 30, 15, DateTimeKind.Utc).AddTicks(1_234_567));

        FileStatus status = FileStatus.Of(path);

        Assert.Equal((true, false, false, 7, 1u), (status.IsRegular, status.IsFolder, status.IsLink, status.Length, status.Names));
        Assert.Equal(new FileInfo(path).LastWriteTimeUtc, status.LastWriteTime.UtcDateTime);
        Assert.True(FileStatus.Of(_folder.Folder).IsFolder);
    }

    [Fact]
    public void A_link_is_followed_unless_told_not_to()
    {
        File.CreateSymbolicLink(_folder["link"], Write("a", 3));

        Assert.Equal((true, 3), (FileStatus.Of(_folder["link"]).IsRegular, FileStatus.Of(_folder["link"]).Length));
        Assert.True(FileStatus.Of(_folder["link"], follow: false).IsLink);
    }

    [Fact]
    public void Names_of_one_file_have_one_identity_and_a_copy_has_another()
    {
        string a = Write("a", 3), copy = Write("copy", 3);
        Shell.HardLink(_folder["hard"], a);
        File.CreateSymbolicLink(_folder["link"], a);

        Assert.Equal(2u, FileStatus.Of(a).Names);
        Assert.Equal(FileIdentity.Of(a), FileIdentity.Of(_folder["hard"]));
        Assert.Equal(FileIdentity.Of(a), FileIdentity.Of(_folder["link"]));
        Assert.NotEqual(FileIdentity.Of(a), FileIdentity.Of(copy));
        Assert.Null(FileIdentity.Find(_folder["none"]));
    }

    [Fact]
    public void A_folder_that_was_made_again_is_another_one()
    {
        string path = Directory.CreateDirectory(_folder["a"]).FullName;
        FileIdentity before = FileIdentity.Of(path);
        Directory.Delete(path);
        Thread.Sleep(20); // the clock of a file system has ticks
        Directory.CreateDirectory(path);

        Assert.NotEqual(before, FileIdentity.Of(path));
    }

    [Fact]
    public void What_cannot_be_asked_says_why()
    {
        File.CreateSymbolicLink(_folder["circle"], "circle");

        Assert.Throws<FileNotFoundException>(() => FileStatus.Of(_folder["none"]));
        Assert.Throws<DirectoryNotFoundException>(() => FileStatus.Of(Path.Combine(Write("a", 1), "b")));
        Assert.Contains(_folder["circle"], Assert.Throws<IOException>(() => FileStatus.Of(_folder["circle"])).Message, StringComparison.Ordinal);
        Assert.Contains("too long", Assert.Throws<IOException>(() => FileStatus.Of(_folder[new string('a', 300)])).Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 200)]
    public void A_time_that_a_date_can_have_is_that_date(int days, uint nanoseconds)
    {
        long seconds = days % 719_000L * 86_400;

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds % 1_000_000_000 / 100), FileStatus.Moment(seconds, nanoseconds % 1_000_000_000));
    }

    [Theory]
    [InlineData(Last + 1)]
    [InlineData(300_000_000_000)]
    [InlineData(long.MaxValue)]
    [InlineData(First - 1)]
    [InlineData(-300_000_000_000)]
    [InlineData(long.MinValue)]
    public void A_time_beyond_is_of_the_first_or_the_last_year_and_another_one_a_second_on(long seconds)
    {
        DateTimeOffset moment = FileStatus.Moment(seconds, 500);

        Assert.Equal(seconds < 0 ? 1 : 9999, moment.Year);
        Assert.NotEqual(moment, FileStatus.Moment(seconds < 0 ? seconds + 1 : seconds - 1, 500));
        Assert.NotEqual(moment, FileStatus.Moment(seconds, 600));
    }

    private string Write(string name, int length)
    {
        File.WriteAllBytes(_folder[name], new byte[length]);
        return _folder[name];
    }
}
