using Lookalike.Datasets.Pictures;
using Lookalike.Imaging.Reading;

namespace Lookalike.Datasets.Tests.Pictures;

public sealed class PictureSurveyTests
{
    [Theory]
    [InlineData(28, 28, true, "1x28x28")]
    [InlineData(32, 32, false, "3x32x32")]
    [InlineData(64, 40, false, "3x40x64")]
    [InlineData(20, 36, true, "1x32x32")] // 36 is halved three times, and is no multiple of 8
    [InlineData(30, 30, false, "3x32x32")]
    [InlineData(50, 50, false, "3x64x64")]
    [InlineData(64, 4, false, "3x64x64")] // a strip
    [InlineData(128, 128, false, "3x64x64")]
    public async Task Pictures_of_one_size_keep_it_where_a_network_takes_it(int width, int height, bool grey, string shape)
    {
        using var folder = new Scratch();
        for (int i = 0; i < 3; i++) PictureFiles.Draw(folder[$"{i}.png"], width, height, i, grey);
        Assert.Equal(shape, (await SurveyAsync(folder)).Shape(Multiple).ToString());
    }

    [Theory]
    [InlineData(47, "3x32x32")]
    [InlineData(48, "3x64x64")]
    public async Task Pictures_of_several_sizes_become_squares_by_the_median_of_the_longer_sides(int median, string shape)
    {
        using var folder = new Scratch();
        PictureFiles.Draw(folder["a.png"], 9, 12, seed: 1);
        PictureFiles.Draw(folder["b.png"], 10, median, seed: 2);
        PictureFiles.Draw(folder["c.png"], 300, 10, seed: 3);
        PictureSurvey survey = await SurveyAsync(folder);
        Assert.Equal(median, survey.MedianSide);
        Assert.Equal(shape, survey.Shape(Multiple).ToString());
    }

    [Fact]
    public async Task One_picture_in_colour_among_grey_ones_makes_three_channels()
    {
        using var folder = new Scratch();
        for (int i = 0; i < 5; i++) PictureFiles.Draw(folder[$"{i}.png"], 28, 28, i, grey: i != 3);
        Assert.Equal(3, (await SurveyAsync(folder)).Channels);
    }

    [Fact]
    public async Task Grey_jpegs_are_grey()
    {
        using var folder = new Scratch();
        for (int i = 0; i < 3; i++) PictureFiles.Draw(folder[$"{i}.jpg"], 40, 30, i, grey: true);
        Assert.True((await SurveyAsync(folder)).IsGrey);
    }

    [Fact]
    public async Task Files_that_are_no_pictures_are_passed_over()
    {
        using var folder = new Scratch();
        File.WriteAllText(folder["a.jpg"], "text");
        File.WriteAllBytes(folder["b.png"], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]);
        PictureFiles.Draw(folder["c.png"], 28, 28, seed: 1, grey: true);
        PictureSurvey survey = await SurveyAsync(folder);
        Assert.Equal(1, survey.Pictures);
        Assert.Equal("1x28x28", survey.Shape(Multiple).ToString());
    }

    [Fact]
    public async Task Without_a_picture_the_shape_is_the_usual_one()
    {
        using var folder = new Scratch();
        PictureSurvey survey = await SurveyAsync(folder);
        Assert.Equal(0, survey.Pictures);
        Assert.Equal("3x64x64", survey.Shape(Multiple).ToString());
    }

    private static int Multiple(int side) => side > 32 ? 8 : 4;

    private static Task<PictureSurvey> SurveyAsync(Scratch folder) =>
        PictureSurvey.OfAsync(PictureFiles.In(folder), new PictureReader(), seed: 1, threads: 2, TestContext.Current.CancellationToken);
}
