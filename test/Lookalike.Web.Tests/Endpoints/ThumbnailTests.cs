using System.Net;
using Lookalike.Web.Thumbnails;
using NetVips;

namespace Lookalike.Web.Tests.Endpoints;

public sealed class ThumbnailTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(64, 64, 32)]
    [InlineData(160, 160, 80)]
    [InlineData(320, 200, 100)]
    public async Task A_picture_is_made_small_and_never_larger_than_it_is(int side, int width, int height)
    {
        await using TestApi api = await PhotographAsync(orientation: 1);
        using Image image = await ThumbnailAsync(api, $"?size={side}");
        Assert.Equal((width, height, "webpload_buffer"), (image.Width, image.Height, (string)image.Get("vips-loader")));
    }

    [Fact]
    public async Task It_is_upright_and_says_nothing_of_what_its_file_says()
    {
        await using TestApi api = await PhotographAsync(orientation: 6);
        using Image image = await ThumbnailAsync(api, "?size=64");

        Assert.Equal((32, 64), (image.Width, image.Height));
        Assert.DoesNotContain(image.GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal) || field == "orientation");
    }

    [Fact]
    public async Task With_the_hash_of_its_content_it_may_be_kept_for_ever_and_without_it_is_asked_for_again()
    {
        await using TestApi api = await TestApi.StartAsync();
        string address = (await api.GetJsonAsync($"images/{TestApi.Id("1.png")}")).GetProperty("thumbnail").GetString()!;

        using HttpResponseMessage kept = await api.GetAsync($"http://localhost{address}");
        Assert.Equal(["immutable", "max-age=31536000", "private"], TestApi.CacheControl(kept));
        using HttpResponseMessage other = await api.GetAsync($"images/{TestApi.Id("1.png")}/thumbnail?v={new string('0', 32)}");
        Assert.Equal(["no-cache", "private"], TestApi.CacheControl(other));
        string tag = other.Headers.ETag!.ToString();
        Assert.Equal(tag, kept.Headers.ETag!.ToString());
        using HttpResponseMessage again = await api.GetAsync($"images/{TestApi.Id("1.png")}/thumbnail", ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync(Token)).Length));
        using HttpResponseMessage larger = await api.GetAsync($"images/{TestApi.Id("1.png")}/thumbnail?size=320", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, larger.StatusCode);
    }

    [Fact]
    public async Task It_is_made_once_and_kept_beside_the_index_by_what_it_shows()
    {
        await using TestApi api = await TestApi.StartAsync();
        byte[] made = await BytesAsync(api, "1.png");
        Assert.True(File.Exists($"{api.Library.Index}.thumbnails"));
        File.Delete(Path.Combine(api.Library.Pictures, "1.png"));

        Assert.Equal(made, await BytesAsync(api, "1.png"));
        await api.ProblemAsync(HttpStatusCode.Gone, "gone", api.GetAsync($"images/{TestApi.Id("1.png")}/thumbnail?size=64"));
    }

    [Theory]
    [InlineData("?size=63")]
    [InlineData("?size=0")]
    [InlineData("?size=x")]
    public async Task Other_sizes_are_refused(string query)
    {
        await using TestApi api = await TestApi.StartAsync();
        await api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", api.GetAsync($"images/{TestApi.Id("1.png")}/thumbnail{query}"));
    }

    [Fact]
    public async Task A_foreign_file_in_the_place_of_the_thumbnails_is_left_alone()
    {
        await using TestApi api = await TestApi.StartAsync();
        string path = $"{api.Library.Index}.thumbnails";
        await File.WriteAllTextAsync(path, "somebody's", Token);

        Assert.NotEmpty(await BytesAsync(api, "1.png"));
        Assert.Equal("somebody's", await File.ReadAllTextAsync(path, Token));
    }

    [Fact]
    public async Task Without_room_for_thumbnails_no_file_is_made()
    {
        await using TestApi api = await TestApi.StartAsync(options => options.MaxThumbnailBytes = 0);
        Assert.NotEmpty(await BytesAsync(api, "1.png"));
        Assert.False(File.Exists($"{api.Library.Index}.thumbnails"));
    }

    [Fact]
    public void Whatever_a_damaged_record_calls_its_hash_is_no_hash() => Assert.All(
        ["", "x", "\"\r\nSet-Cookie: a=b", new string('g', 32), new string('A', 32)], text => Assert.False(ThumbnailMaker.IsHash(text)));

    private static async Task<byte[]> BytesAsync(TestApi api, string name)
    {
        using HttpResponseMessage answer = await api.GetAsync($"images/{TestApi.Id(name)}/thumbnail");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(Token);
    }

    /// <summary>A photograph of 200 x 100 pixels with the place where it was taken.</summary>
    private static async Task<TestApi> PhotographAsync(int orientation)
    {
        var library = new SampleLibrary(pictures: 1);
        using Image image = DrawnPicture.Of(new byte[200 * 100 * 3], 200, 100, bands: 3);
        image.Mutate(m =>
        {
            m.Set(GValue.GIntType, "orientation", orientation);
            m.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "52/1 31/1 0/1");
        }).WriteToFile(Path.Combine(library.Pictures, "photo.jpg"));
        return await TestApi.OverAsync(await library.IndexAsync());
    }

    private static async Task<Image> ThumbnailAsync(TestApi api, string query)
    {
        using HttpResponseMessage answer = await api.GetAsync($"images/{TestApi.Id("photo.jpg")}/thumbnail{query}");
        Assert.Equal("image/webp", answer.Content.Headers.ContentType?.MediaType);
        return Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync(Token));
    }
}
