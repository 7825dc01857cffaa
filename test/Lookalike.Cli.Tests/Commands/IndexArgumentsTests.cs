using System.CommandLine;
using Lookalike.Application.Indexing;
using Lookalike.Application.Library;
using Lookalike.Cli.Commands.Index;
using Lookalike.Index.Records;
using Lookalike.Terminals.Faults;

namespace Lookalike.Cli.Tests.Commands;

public sealed class IndexArgumentsTests
{
    [Fact]
    public void A_folder_alone_leaves_everything_to_the_library()
    {
        using var scratch = new Scratch();
        (IndexOptions options, FolderSelection selection) = Read(scratch.Folder);

        Assert.Equivalent(new IndexOptions(), options, strict: true);
        Assert.Equivalent(new FolderSelection { Folders = [scratch.Folder] }, selection, strict: true);
    }

    [Fact]
    public void Each_option_gets_into_the_request()
    {
        using var scratch = new Scratch();
        (IndexOptions options, FolderSelection selection) = Read(
            scratch.Folder, "--search-with", "approximate", "--rebuild", "--dry-run", "--max-pixels", "900", "--threads", "2", "--as", "mine", "--include", "*.jpg",
            "--exclude", "old", "--exclude", "new");

        Assert.Equivalent(
            new IndexOptions { Method = SearchMethod.Approximate, Rebuild = true, DryRun = true, MaxPixels = 900, Threads = 2 }, options, strict: true);
        Assert.Equivalent(
            new FolderSelection { Folders = [scratch.Folder], Name = "mine", Include = ["*.jpg"], Exclude = ["old", "new"] }, selection, strict: true);
    }

    [Fact]
    public void Files_and_the_paths_of_lists_are_single_pictures()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["a.png"], "");
        File.WriteAllText(scratch["list.txt"], "b.png\0c.png\0");
        FolderSelection selection = Read(scratch.Folder, scratch["a.png"], "--list", scratch["list.txt"], "--null").Selection;

        Assert.Equal([scratch.Folder], selection.Folders);
        Assert.Equal(["a.png", "b.png", "c.png"], selection.Files.Select(Path.GetFileName));
    }

    [Fact]
    public void A_data_set_is_told_from_pictures_and_goes_alone()
    {
        var sources = new IndexSources();
        string? Dataset(params string[] args) => sources.Dataset(new Command("index") { sources.Sources }.Line(args));

        Assert.Equal("mnist", Dataset("mnist"));
        Assert.Null(Dataset("/"));
        Assert.StartsWith("A data set is indexed alone", Assert.Throws<UsageException>(() => Dataset("mnist", "/")).Message, StringComparison.Ordinal);
        Assert.StartsWith("index needs what to index", Assert.Throws<UsageException>(() => Dataset()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--split is for a data set", "/", "--split", "all")]
    [InlineData("--watch watches folders", "/", "--watch", "--dry-run")]
    [InlineData("--as names one folder, and there are 0", "--as", "mine")]
    [InlineData("--null says how the paths of a list end", "/", "--null")]
    public void What_does_not_fit_together_is_refused(string fault, params string[] args) =>
        Assert.StartsWith(fault, Assert.Throws<UsageException>(() => Read(args)).Message, StringComparison.Ordinal);

    private static (IndexOptions Options, FolderSelection Selection) Read(params string[] args)
    {
        var index = new IndexCommand();
        ParseResult parsed = index.ToCommand().Line(args);
        IndexOptions options = index.Options(parsed);
        return (options, index.Selection(parsed, options));
    }
}
