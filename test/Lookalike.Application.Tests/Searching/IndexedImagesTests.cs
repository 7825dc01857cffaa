using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Application.Tests.Evaluating.LabelFree;
using Lookalike.Datasets;
using Lookalike.Datasets.Idx;
using Lookalike.Datasets.Store;
using Lookalike.Imaging;

namespace Lookalike.Application.Tests.Searching;

public sealed class IndexedImagesTests
{
    [Fact]
    public async Task A_picture_of_a_folder_is_shown_from_its_file()
    {
        using PhotoIndex made = await PhotoIndex.CreateAsync(("a/red.png", PhotoIndex.Plain(40, 20, 250, 0, 0)));
        var images = new IndexedImages(new DatasetStore(), made.Index);

        ShownImage shown = images.Show("pictures/a/red.png");

        Assert.True(images.HoldsPictures);
        Assert.Equal(new PixelShape(3, 80, 160), shown.Shape);
        Assert.Equal(250, shown.Pixels.Span[0]);
    }

    [Fact]
    public async Task A_picture_whose_file_is_gone_is_grey()
    {
        using PhotoIndex made = await PhotoIndex.CreateAsync(("red.png", PhotoIndex.Plain(4, 4, 250, 0, 0)));
        File.Delete(Path.Combine(made.Folder, "red.png"));

        Assert.Contains("red.png", new IndexedImages(new DatasetStore(), made.Index).Show("pictures/red.png").Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_of_a_data_set_is_shown_as_the_set_has_it()
    {
        using var scratch = new Scratch();
        string folder = Directory.CreateDirectory(scratch["drawn"]).FullName;
        ImageSet set = SampleIndex.Images("drawn/train", 3, 1, 4, 5);
        foreach (string split in new[] { "train", "t10k" })
        {
            IdxFile.WriteImages(Path.Combine(folder, $"{split}-images-idx3-ubyte"), new PixelShape(1, 4, 5), set.Pixels.Span);
            IdxFile.WriteLabels(Path.Combine(folder, $"{split}-labels-idx1-ubyte"), new byte[3]);
        }

        using ImageIndex index = await ImageIndex.OpenForWritingAsync(
            TestEngine.Sqlite, scratch["f.db"], SampleIndex.Pixels(set).Metadata, new IndexWriting { Source = folder }, TestContext.Current.CancellationToken);
        var images = new IndexedImages(new DatasetStore(), index);

        ShownImage shown = images.Show("drawn/train/00002");
        Assert.False(images.HoldsPictures);
        Assert.Equal((new PixelShape(1, 4, 5), null), (shown.Shape, shown.Fault));
        Assert.Equal(set[2].ToArray(), shown.Pixels.ToArray());
        Assert.Contains("found 3", Assert.Throws<DatasetException>(() => images.Show("drawn/test/00003")).Message, StringComparison.Ordinal);
        Assert.Contains("stranger", Assert.Throws<DatasetException>(() => images.Show("stranger.jpg")).Message, StringComparison.Ordinal);
    }
}
