using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Idx;
using Lookalike.Datasets.Store;
using Lookalike.Datasets.Tests.Support;

namespace Lookalike.Datasets.Tests.Store;

public class IdxFolderTests
{
    private readonly SmallDataset _dataset = new();

    [Fact]
    public void A_folder_of_raw_files_is_opened_by_its_path()
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder["mine"]);
        LabelledImageSet set = new DatasetStore(folder.Folder).Open(folder["mine"], DatasetSplit.Test);
        Assert.Equal("mine/test", set.Images.Name);
        Assert.Equal(_dataset.Raw(IdxFileNames.TestImages)[16..], set.Images.Pixels.ToArray());
        Assert.Equal(_dataset.Raw(IdxFileNames.TestLabels)[8..], set.Labels.ToArray());
    }

    [Fact]
    public void A_folder_of_gzip_files_is_opened_by_its_path()
    {
        using Scratch folder = new();
        foreach (string name in SmallDataset.FileNames) File.WriteAllBytes(folder[name + ".gz"], _dataset.Packed(name));
        LabelledImageSet set = new DatasetStore(folder.Folder).Open(folder.Folder, DatasetSplit.Train);
        Assert.Equal(_dataset.Raw(IdxFileNames.TrainImages)[16..], set.Images.Pixels.ToArray());
        Assert.Equal(40, set.Labels.Length);
    }

    [Fact]
    public void Both_label_files_may_be_left_out()
    {
        using Scratch folder = new();
        File.WriteAllBytes(folder[IdxFileNames.TrainImages], _dataset.Raw(IdxFileNames.TrainImages));
        LabelledImageSet set = new DatasetStore(folder.Folder).Open(folder.Folder, DatasetSplit.Train);
        Assert.Equal(40, set.Images.Count);
        Assert.False(set.HasLabels);
    }

    [Theory]
    [InlineData(DatasetSplit.Train)]
    [InlineData(DatasetSplit.Test)]
    public void One_label_file_may_not_be_left_out(DatasetSplit split)
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder.Folder);
        File.Delete(folder[IdxFileNames.Labels(split)]);
        DatasetException e = Assert.Throws<DatasetException>(() => new DatasetStore(folder.Folder).Open(folder.Folder, split));
        Assert.Equal(folder[IdxFileNames.Labels(split)], e.Path);
    }

    [Fact]
    public void Labels_of_other_images_are_refused()
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder.Folder);
        IdxFile.WriteLabels(folder[IdxFileNames.TrainLabels], [1, 2, 3]);
        DatasetException e = Assert.Throws<DatasetException>(() => new DatasetStore(folder.Folder).Open(folder.Folder, DatasetSplit.Train));
        Assert.Contains("expected 40 labels, found 3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_images_says_which_file_it_lacks()
    {
        using Scratch folder = new();
        DatasetException e = Assert.Throws<DatasetException>(() => new DatasetStore(folder.Folder).Open(folder.Folder, DatasetSplit.Train));
        Assert.Contains("expected train-images-idx3-ubyte or train-images-idx3-ubyte.gz, found neither", e.Message, StringComparison.Ordinal);
    }
}
