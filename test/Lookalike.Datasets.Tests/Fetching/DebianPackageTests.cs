using Lookalike.Datasets.Fetching;
using Lookalike.Datasets.Store;
using Lookalike.Datasets.Tests.Support;

namespace Lookalike.Datasets.Tests.Fetching;

public class DebianPackageTests
{
    private readonly SmallDataset _dataset = new();

    [Fact]
    public async Task The_package_is_downloaded_and_unpacked_beside_the_system()
    {
        using Scratch folder = new();
        string content = Directory.CreateDirectory(folder["content"]).FullName;
        foreach (string name in SmallDataset.FileNames) File.WriteAllBytes(Path.Combine(content, name + ".gz"), _dataset.Packed(name));
        FakePrograms programs = new FakePrograms(folder)
            .Add("apt-get", "[ \"$*\" = 'download --quiet small-data' ] && echo archive > small-data_1_all.deb")
            .Add("dpkg-deb", $"[ \"$1\" = --extract ] && [ -f \"$2\" ] && mkdir -p \"$3/usr/share/small\" && cp '{content}'/* \"$3/usr/share/small\"");
        Recorder recorder = new();
        DatasetStore store = Store(folder, programs);

        await store.FetchAsync("small", recorder, recorder.Notices.Add, TestContext.Current.CancellationToken);

        Assert.True(store.Verify("small").IsComplete);
        Assert.Equal("Trying the Debian package small-data.", recorder.Notices[0]);
        Assert.Equal(SmallDataset.FileNames, recorder.Reports.Select(report => report.Stage).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_package_that_apt_does_not_know_is_reported()
    {
        using Scratch folder = new();
        FakePrograms programs = new FakePrograms(folder).Add("apt-get", "echo 'E: Unable to locate package small-data' >&2; exit 100");
        DatasetException e = await Assert.ThrowsAsync<DatasetException>(() => Store(folder, programs).FetchAsync("small", cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains("exit code 100: E: Unable to locate package small-data", e.Message, StringComparison.Ordinal);
    }

    private DatasetStore Store(Scratch folder, FakePrograms programs) =>
        new(folder.Folder, null, [_dataset.Describe(new DebianPackage("small-data", "usr/share/small"))], programs.SearchPath);
}
