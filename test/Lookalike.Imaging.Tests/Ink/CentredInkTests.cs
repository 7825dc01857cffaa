using Lookalike.Imaging.Ink;

namespace Lookalike.Imaging.Tests.Ink;

public sealed class CentredInkTests
{
    [Fact]
    public void A_box_of_ink_in_the_middle_is_measured_by_its_longer_side() => Assert.Equal(20, CentredInk.SideOf(Box(9, 4, 11, 20), 28, 28));

    [Fact]
    public void Ink_off_the_middle_is_not_made_so() => Assert.Null(CentredInk.SideOf(Box(2, 4, 11, 20), 28, 28));

    [Fact]
    public void Ink_on_a_ground_that_is_dark_but_not_black_is_not_made_so() => Assert.Null(CentredInk.SideOf(Box(9, 4, 11, 20, ground: 10), 28, 28));

    [Fact]
    public void Ink_whose_levels_are_not_stretched_is_not_made_so() => Assert.Null(CentredInk.SideOf(Box(9, 4, 11, 20, ink: 150), 28, 28));

    [Fact]
    public void A_black_image_is_not_made_so() => Assert.Null(CentredInk.SideOf(new byte[28 * 28], 28, 28));

    [Fact]
    public void What_fills_the_image_is_not_made_so() => Assert.Null(CentredInk.SideOf(Box(0, 0, 28, 28), 28, 28));

    [Fact]
    public void Pixels_of_another_number_are_refused() => Assert.Throws<ArgumentException>("image", () => CentredInk.SideOf(new byte[10], 28, 28));

    private static byte[] Box(int left, int top, int width, int height, byte ground = 0, byte ink = 255)
    {
        byte[] image = new byte[28 * 28];
        for (int i = 0; i < image.Length; i++)
            image[i] = i % 28 >= left && i % 28 < left + width && i / 28 >= top && i / 28 < top + height ? ink : ground;
        return image;
    }
}
