using Lookalike.Index.Records;

namespace Lookalike.Index.Tests.Records;

public sealed class ImageKeyTests
{
    [Theory]
    [InlineData("pictures/2024/beach.jpg")]
    [InlineData("mnist/train/00042")]
    [InlineData("pictures/...")]
    [InlineData("one")]
    public void Names_between_slashes_are_a_key(string key) => Assert.True(ImageKey.IsValid(key));

    [Theory]
    [InlineData("")]
    [InlineData("/pictures/a.jpg")]
    [InlineData("pictures//a.jpg")]
    [InlineData("pictures/")]
    [InlineData("pictures/../a.jpg")]
    [InlineData("pictures/./a.jpg")]
    [InlineData("pictures/a\0.jpg")]
    public void What_could_lead_elsewhere_is_none(string key) => Assert.False(ImageKey.IsValid(key));

    [Fact]
    public void A_key_longer_than_any_path_is_none() => Assert.False(ImageKey.IsValid(new string('a', 40_000)));

    [Fact]
    public void A_key_is_the_name_of_a_root_and_a_path_below_it() =>
        Assert.Equal(("pictures", "2024/beach.jpg"), (ImageKey.Root("pictures/2024/beach.jpg"), ImageKey.Path("pictures/2024/beach.jpg")));

    [Theory]
    [InlineData("mnist/train/00042", true, "mnist/train", 42)]
    [InlineData("mnist/train/x", false, "mnist/train", 0)]
    [InlineData("00042", false, "", 42)]
    [InlineData("mnist/train/-1", false, "mnist/train", 0)]
    public void The_key_of_a_data_sets_image_has_its_position(string key, bool isOne, string set, int position)
    {
        Assert.Equal(isOne, ImageKey.TryReadPosition(key, out string foundSet, out int foundPosition));
        Assert.Equal((set, position), (foundSet, foundPosition));
    }

    [Fact]
    public void A_key_that_nobody_would_read_to_its_end_is_shown_shortened() =>
        Assert.Equal((true, "a/b"), (ImageKey.Shown(new string('a', 900)).EndsWith("... (900 characters)", StringComparison.Ordinal), ImageKey.Shown("a/b")));
}
