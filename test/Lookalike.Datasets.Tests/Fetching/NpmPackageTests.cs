using System.Formats.Tar;
using System.IO.Compression;
using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Fetching;
using Lookalike.Datasets.Store;
using Lookalike.Datasets.Tests.Support;

namespace Lookalike.Datasets.Tests.Fetching;

public class NpmPackageTests
{
    private static readonly NpmPackage Package = new("small-data", "1.2.3", "package/data/");
    private readonly SmallDataset _dataset = new();

    [Fact]
    public async Task The_files_are_taken_out_of_the_package()
    {
        using Scratch folder = new();
        WritePackage(folder["made.tgz"], SmallDataset.FileNames);
        FakePrograms programs = new FakePrograms(folder).Add("npm", $"echo \"$@\" > '{folder["arguments"]}'\ncp '{folder["made.tgz"]}' small-data-1.2.3.tgz");
        DatasetStore store = Store(folder, programs);

        await store.FetchAsync("small", cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(store.Verify("small").IsComplete);
        Assert.Equal("pack --ignore-scripts --silent small-data@1.2.3\n", File.ReadAllText(folder["arguments"]));
    }

    [Fact]
    public async Task A_package_that_lacks_a_file_is_reported_and_the_others_are_kept()
    {
        using Scratch folder = new();
        WritePackage(folder["made.tgz"], [IdxFileNames.TrainImages]);
        string message = await FailAsync(folder, $"cp '{folder["made.tgz"]}' small-data-1.2.3.tgz");
        Assert.Contains("expected package/data/train-labels-idx1-ubyte, package/data/t10k-images-idx3-ubyte", message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder["small"], IdxFileNames.TrainImages)));
    }

    [Fact]
    public async Task What_npm_says_when_it_fails_is_reported()
    {
        using Scratch folder = new();
        Assert.Contains("exit code 7: no such registry", await FailAsync(folder, "echo no such registry >&2; exit 7"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_npm_that_writes_no_package_is_reported()
    {
        using Scratch folder = new();
        Assert.Contains("expected npm pack to write a .tgz file, found none", await FailAsync(folder, "exit 0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo this is no archive")]
    [InlineData("echo this is no archive | gzip")]
    public async Task A_package_that_is_no_archive_is_reported(string command)
    {
        using Scratch folder = new();
        Assert.Contains("the npm package small-data 1.2.3: ", await FailAsync(folder, $"{command} > small-data-1.2.3.tgz"), StringComparison.Ordinal);
        Assert.False(Directory.EnumerateFiles(folder["small"], "*idx*").Any());
    }

    private async Task<string> FailAsync(Scratch folder, string script)
    {
        DatasetStore store = Store(folder, new FakePrograms(folder).Add("npm", script));
        return (await Assert.ThrowsAsync<DatasetException>(() => store.FetchAsync("small", cancellationToken: TestContext.Current.CancellationToken))).Message;
    }

    private DatasetStore Store(Scratch folder, FakePrograms programs) => new(folder.Folder, null, [_dataset.Describe(Package)], programs.SearchPath);

    private void WritePackage(string path, IReadOnlyList<string> names)
    {
        using FileStream file = File.Create(path);
        using GZipStream packed = new(file, CompressionLevel.Fastest);
        using TarWriter tar = new(packed);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "package/package.json") { DataStream = new MemoryStream("{}"u8.ToArray()) });
        foreach (string name in names) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"package/data/{name}") { DataStream = new MemoryStream(_dataset.Raw(name)) });
    }
}
