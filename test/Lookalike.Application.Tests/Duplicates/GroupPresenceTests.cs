using Lookalike.Application.Duplicates;
using Lookalike.Core;
using Lookalike.Core.Files;

namespace Lookalike.Application.Tests.Duplicates;

/// <summary>What a report calls more than needed can be removed, and the picture to keep is left.</summary>
public sealed class GroupPresenceTests : IDisposable
{
    private static readonly Remedy Again = new(RemedyKind.Index, "f.db", "pictures");

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_group_whose_pictures_are_as_they_were_indexed_is_reported()
    {
        DuplicateReport report = GroupPresence.Check(Report(Group("a.png", "b.png"), Group("c.png", "d.png")), Again);

        Assert.Equal((2, 2, 0), (report.GroupCount, report.Superfluous, report.StaleGroups));
        Assert.Null(report.Remedy);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("another picture")]
    [InlineData("link to the other")]
    [InlineData("second name of the other")]
    [InlineData("folder")]
    public void A_group_is_left_out_where_the_picture_to_keep_has_become_something_else(string what)
    {
        DuplicateReport indexed = Report(Group("keep.png", "other.png"), Group("c.png", "d.png"));
        string keep = _scratch["keep.png"], other = _scratch["other.png"];
        File.Delete(keep);
        if (what == "another picture") File.WriteAllText(keep, "of another length");
        else if (what == "link to the other") File.CreateSymbolicLink(keep, other);
        else if (what == "second name of the other") Shell.HardLink(keep, other);
        else if (what == "folder") Directory.CreateDirectory(keep);

        DuplicateReport report = GroupPresence.Check(indexed, Again);

        Assert.Equal("c.png", Assert.Single(report.Groups).Keep);
        Assert.Equal((1, 1, 1), (report.GroupCount, report.Superfluous, report.StaleGroups));
        Assert.Same(Again, report.Remedy);
    }

    [Fact]
    public void Images_of_data_sets_have_no_files_to_look_at()
    {
        DuplicateReport report = Report(new DuplicateGroup { Keep = "s/1", Images = [new DuplicateImage { Key = "s/1", Distance = 0 }, new DuplicateImage { Key = "s/2", Distance = 0 }] });

        Assert.Same(report, GroupPresence.Check(report, Again));
    }

    // One time for all, so that a link to the other looks as untouched as can be.
    private DuplicateGroup Group(params string[] names) => new()
    {
        Keep = names[0],
        Images = [.. names.Select(name =>
        {
            File.WriteAllText(_scratch[name], "picture");
            File.SetLastWriteTimeUtc(_scratch[name], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            FileStatus status = FileStatus.Of(_scratch[name]);
            return new DuplicateImage { Key = name, Path = _scratch[name], Size = status.Length, Modified = status.LastWriteTime, Distance = 0 };
        })],
    };

    private static DuplicateReport Report(params DuplicateGroup[] groups) => new()
    {
        Images = 9,
        Within = 0.1f,
        WithinRule = "given",
        GroupCount = groups.Length,
        Superfluous = groups.Sum(group => group.Images.Count - 1),
        Seconds = 0,
        Groups = groups,
    };
}
