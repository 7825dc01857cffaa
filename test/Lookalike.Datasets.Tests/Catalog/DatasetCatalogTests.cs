using Lookalike.Datasets.Catalog;

namespace Lookalike.Datasets.Tests.Catalog;

public class DatasetCatalogTests
{
    [Fact]
    public void The_catalogue_names_mnist_and_fashion_mnist() =>
        Assert.Equal(["mnist", "fashion-mnist"], DatasetCatalog.All.Select(dataset => dataset.Name));

    [Fact]
    public void A_data_set_is_found_by_its_name()
    {
        Assert.True(DatasetCatalog.TryFind("fashion-mnist", out DatasetDescription? found));
        Assert.Equal("fashion-mnist", found.Name);
    }

    [Fact]
    public void An_unknown_name_is_not_found() => Assert.False(DatasetCatalog.TryFind("imagenet", out _));

    [Fact]
    public void Every_data_set_has_four_files_with_distinct_checksums()
    {
        foreach (DatasetDescription dataset in DatasetCatalog.All)
            Assert.Equal([IdxFileNames.TrainImages, IdxFileNames.TrainLabels, IdxFileNames.TestImages, IdxFileNames.TestLabels], dataset.Files.Select(file => file.Name));
        string[] checksums = [.. DatasetCatalog.All.SelectMany(dataset => dataset.Files).Select(file => file.Sha256)];
        Assert.Equal(8, checksums.Distinct().Count());
        Assert.All(checksums, checksum => Assert.Matches("^[0-9a-f]{64}$", checksum));
    }

    [Fact]
    public void Every_mirror_is_reached_by_https()
    {
        string[] addresses = [.. DatasetCatalog.All.SelectMany(dataset => dataset.Sources).Where(source => source.Contains("://", StringComparison.Ordinal))];
        Assert.Equal(4, addresses.Length);
        Assert.All(addresses, address => Assert.StartsWith("https://", address, StringComparison.Ordinal));
    }
}
