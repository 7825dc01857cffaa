using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Training.Jobs;

namespace Lookalike.Training.Tests.Jobs;

public sealed class InkBoxValueTests
{
    [Fact]
    public void Images_of_ink_in_one_box_centred_by_mass_have_that_box() => Assert.Equal(20, InkBoxValue.Find(Boxes(100, _ => (20, 0))));

    [Fact]
    public void A_few_others_among_them_change_nothing() => Assert.Equal(20, InkBoxValue.Find(Boxes(100, i => i % 30 == 0 ? (12, 0) : (20, 0))));

    [Fact]
    public void Images_of_many_sizes_have_none() => Assert.Null(InkBoxValue.Find(Boxes(100, i => (14 + (i % 7), 0))));

    [Fact]
    public void Images_off_the_middle_have_none() => Assert.Null(InkBoxValue.Find(Boxes(100, i => (20, i % 4))));

    [Fact]
    public void Too_few_images_say_nothing() => Assert.Null(InkBoxValue.Find(Boxes(19, _ => (20, 0))));

    [Fact]
    public void Colour_images_have_none() => Assert.Null(InkBoxValue.Find(new ImageSet("colour", new PixelShape(3, 4, 4), new byte[3 * 16 * 30])));

    [Fact]
    public void Drawn_bars_and_discs_anywhere_have_none() => Assert.Null(InkBoxValue.Find(DrawnImages.Draw(200, seed: 1)));

    /// <summary>Upright bars of a height, moved to the right.</summary>
    private static ImageSet Boxes(int count, Func<int, (int Side, int Right)> box)
    {
        byte[] pixels = new byte[count * 28 * 28];
        for (int i = 0; i < count; i++)
        {
            (int side, int right) = box(i);
            for (int y = 0; y < side; y++)
            {
                for (int x = 0; x < 6; x++) pixels[(i * 784) + ((14 - (side / 2) + y) * 28) + 11 + right + x] = 255;
            }
        }

        return new ImageSet("boxes", new PixelShape(1, 28, 28), pixels);
    }
}
