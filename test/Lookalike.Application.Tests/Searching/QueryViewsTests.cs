using Lookalike.Application.Searching;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Tests.Searching;

public sealed class QueryViewsTests
{
    private static readonly Preprocessing Input = new() { Channels = 3, Height = 8, Width = 8, Fit = PictureFit.Stretch };

    [Fact]
    public void A_picture_that_fills_its_file_is_looked_at_once()
    {
        QueryImage query = QueryImage.FromBytes(PhotoIndex.Noise(64, 48, seed: 1), "plain", Input);
        Assert.Null(query.Inside);
        Assert.Empty(query.OtherViews);
    }

    [Fact]
    public void A_framed_picture_is_looked_at_with_and_without_its_frame()
    {
        QueryImage query = QueryImage.FromBytes(Framed(), "framed", Input);
        Assert.Equal("8,6,64,48", query.Inside!.ToString());
        byte[] alone = QueryImage.FromBytes(Framed(), "framed", Input, new QueryLook(query.Inside)).Pixels.ToArray();
        Assert.Equal(alone, Assert.Single(query.OtherViews).ToArray());
        Assert.NotEqual(alone, query.Pixels.ToArray());
    }

    [Fact]
    public void Of_a_part_that_was_named_nothing_is_passed_over()
    {
        Assert.Null(QueryImage.FromBytes(Framed(), "framed", Input, new QueryLook(new PictureArea(0, 0, 80, 60))).Inside);
    }

    [Fact]
    public void A_model_of_images_on_a_ground_looks_at_all_of_it()
    {
        var grounded = new Preprocessing { Channels = 1, Height = 8, Width = 8, Background = 0 };
        Assert.Empty(QueryImage.FromBytes(Framed(), "framed", grounded).OtherViews);
    }

    [Fact]
    public void Five_parts_are_those_of_the_picture_inside_its_frame()
    {
        QueryImage query = QueryImage.FromBytes(Framed(), "framed", Input, new QueryLook(Parts: true));
        Assert.Equal(6, query.OtherViews.Count);
        byte[] corner = QueryImage.FromBytes(Framed(), "framed", Input, new QueryLook(new PictureArea(8, 6, 44, 33))).Pixels.ToArray();
        Assert.Equal(corner, query.OtherViews[2].ToArray());
        Assert.Equal(5, QueryImage.FromBytes(PhotoIndex.Noise(64, 48, seed: 1), "plain", Input, new QueryLook(Parts: true)).OtherViews.Count);
    }

    /// <summary>64x48 pixels of noise in a white frame, 8 pixels left and right, 6 above and below.</summary>
    private static byte[] Framed()
    {
        byte[] values = new byte[80 * 60 * 3];
        Array.Fill(values, (byte)255);
        var random = new Random(1);
        for (int y = 6; y < 54; y++) random.NextBytes(values.AsSpan(((y * 80) + 8) * 3, 64 * 3));
        return PhotoIndex.Encode(values, 80, 60);
    }
}
