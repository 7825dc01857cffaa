namespace Lookalike.Datasets.Tests;

public class LabelledImageSetTests
{
    private static readonly ImageSet Images = new("mine", new Imaging.PixelShape(1, 1, 2), new byte[6]);

    [Fact]
    public void Labels_are_one_for_each_image() => Assert.True(new LabelledImageSet(Images, new byte[3]).HasLabels);

    [Fact]
    public void No_labels_are_allowed() => Assert.False(new LabelledImageSet(Images, default).HasLabels);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Another_number_of_labels_is_refused(int count)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => new LabelledImageSet(Images, new byte[count]));
        Assert.Contains($"Expected 3 labels, one for each image of mine, found {count}", e.Message, StringComparison.Ordinal);
    }
}
