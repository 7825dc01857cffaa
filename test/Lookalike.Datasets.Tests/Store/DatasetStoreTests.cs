using Lookalike.Core;
using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Store;
using Lookalike.Datasets.Tests.Support;

namespace Lookalike.Datasets.Tests.Store;

public class DatasetStoreTests
{
    private readonly SmallDataset _dataset = new();

    [Theory]
    [InlineData(DatasetSplit.Train, "small/train", 40)]
    [InlineData(DatasetSplit.Test, "small/test", 20)]
    public void A_data_set_of_the_catalogue_is_opened_by_name(DatasetSplit split, string name, int count)
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder["small"]);
        LabelledImageSet set = _dataset.Store(folder).Open("small", split);
        Assert.Equal((name, count, 1, 5, 4), (set.Images.Name, set.Images.Count, set.Images.Channels, set.Images.Height, set.Images.Width));
        Assert.Equal(_dataset.Raw(IdxFileNames.Images(split))[16..], set.Images.Pixels.ToArray());
        Assert.Equal(_dataset.Raw(IdxFileNames.Labels(split))[8..], set.Labels.ToArray());
    }

    [Fact]
    public void One_split_is_opened_without_the_files_of_the_other()
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder["small"]);
        File.Delete(Path.Combine(folder["small"], IdxFileNames.TrainImages));
        Assert.Equal(20, _dataset.Store(folder).Open("small", DatasetSplit.Test).Images.Count);
    }

    [Fact]
    public void A_data_set_that_is_not_there_names_the_command_that_fetches_it()
    {
        using Scratch folder = new();
        DatasetException e = Assert.Throws<DatasetException>(() => _dataset.Store(folder).Open("small", DatasetSplit.Train));
        Assert.EndsWith("Fetch it.", e.Message, StringComparison.Ordinal);
        Assert.Equal((RemedyKind.FetchDataset, "small"), (e.Remedy!.Kind, Assert.Single(e.Remedy.Arguments)));
        Assert.Equal(Path.Combine(folder["small"], IdxFileNames.TrainImages), e.Path);
    }

    [Fact]
    public void A_changed_byte_is_found_when_a_file_is_first_opened()
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder["small"]);
        Corrupt(Path.Combine(folder["small"], IdxFileNames.TrainImages));
        DatasetException e = Assert.Throws<DatasetException>(() => _dataset.Store(folder).Open("small", DatasetSplit.Train));
        Assert.Contains("expected SHA-256", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_changed_since_it_was_opened_is_checked_again()
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder["small"]);
        DatasetStore store = _dataset.Store(folder);
        store.Open("small", DatasetSplit.Train);
        string path = Path.Combine(folder["small"], IdxFileNames.TrainLabels);
        Corrupt(path);
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Assert.Equal(path, Assert.Throws<DatasetException>(() => store.Open("small", DatasetSplit.Train)).Path);
    }

    [Fact]
    public void A_file_of_another_length_is_refused()
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder["small"]);
        File.AppendAllText(Path.Combine(folder["small"], IdxFileNames.TrainImages), "x");
        DatasetException e = Assert.Throws<DatasetException>(() => _dataset.Store(folder).Open("small", DatasetSplit.Train));
        Assert.Contains("expected 816 bytes, found 817", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_lists_the_known_ones()
    {
        using Scratch folder = new();
        DatasetException e = Assert.Throws<DatasetException>(() => _dataset.Store(folder).Open("smal", DatasetSplit.Train));
        Assert.Contains("'smal': expected small", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_that_is_none_is_refused()
    {
        using Scratch folder = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => _dataset.Store(folder).Open("small", (DatasetSplit)2));
    }

    [Fact]
    public void Verify_says_that_whole_files_are_present()
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder["small"]);
        VerificationReport report = _dataset.Store(folder).Verify("small");
        Assert.True(report.IsComplete);
        Assert.Equal(folder["small"], report.Folder);
        Assert.Equal(4, report.Files.Count(file => file.State == FileState.Present));
    }

    [Fact]
    public void Verify_tells_missing_too_long_and_changed_files_apart()
    {
        using Scratch folder = new();
        _dataset.WriteTo(folder["small"]);
        File.AppendAllText(Path.Combine(folder["small"], IdxFileNames.TrainImages), "x");
        Corrupt(Path.Combine(folder["small"], IdxFileNames.TrainLabels));
        File.Delete(Path.Combine(folder["small"], IdxFileNames.TestLabels));

        VerificationReport report = _dataset.Store(folder).Verify("small");

        Assert.False(report.IsComplete);
        Assert.Equal([FileState.WrongLength, FileState.WrongChecksum, FileState.Present, FileState.Missing], report.Files.Select(file => file.State));
        Assert.Equal(("816 bytes", "817 bytes"), (report.Files[0].Expected, report.Files[0].Found));
        Assert.StartsWith("SHA-256 ", report.Files[1].Found, StringComparison.Ordinal);
        Assert.NotEqual(report.Files[1].Expected, report.Files[1].Found);
        Assert.Equal("no file", report.Files[3].Found);
    }

    private static void Corrupt(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        content[^1] ^= 1;
        File.WriteAllBytes(path, content);
    }
}
