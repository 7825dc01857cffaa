using System.Net;
using System.Text.Json;
using NetVips;

namespace Lookalike.Web.Tests.Endpoints;

public sealed class EmbeddedThumbnailTests
{
    private const string Begin = "data:image/webp;base64,";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_already_comes_with_a_page_and_with_hits_where_it_is_asked_for()
    {
        await using TestApi api = await TestApi.StartAsync();
        byte[] made = await ThumbnailAsync(api, "1.png", 160);

        JsonElement[] images = [.. (await api.GetJsonAsync("images?embed=160")).GetProperty("images").EnumerateArray()];
        Assert.Equal(Begin + Convert.ToBase64String(made), Embedded(images, "1.png"));
        Assert.Null(Embedded(images, "2.png"));
        JsonElement[] hits = await HitsAsync(api, ", \"embed\": 160");
        Assert.Equal(Begin + Convert.ToBase64String(made), Embedded(hits, "1.png"));
    }

    [Fact]
    public async Task Nothing_is_embedded_where_it_is_not_asked_for_or_in_another_size()
    {
        await using TestApi api = await TestApi.StartAsync();
        await ThumbnailAsync(api, "1.png", 160);

        foreach (string query in (string[])["images", "images?embed=64", "images?embed=320"])
            Assert.Null(Embedded((await api.GetJsonAsync(query)).GetProperty("images").EnumerateArray(), "1.png"));
        Assert.Null(Embedded(await HitsAsync(api, ""), "1.png"));
    }

    [Fact]
    public async Task A_large_one_is_asked_for_on_its_own()
    {
        var library = new SampleLibrary(pictures: 1);
        byte[] noise = new byte[320 * 320 * 3];
        new Random(7).NextBytes(noise);
        using (Image image = DrawnPicture.Of(noise, 320, 320, bands: 3)) image.WriteToFile(Path.Combine(library.Pictures, "noise.png"));
        await using TestApi api = await TestApi.OverAsync(await library.IndexAsync());
        Assert.True((await ThumbnailAsync(api, "noise.png", 160)).Length > 4096);

        Assert.Null(Embedded((await api.GetJsonAsync("images?embed=160")).GetProperty("images").EnumerateArray(), "noise.png"));
    }

    [Fact]
    public async Task Sizes_that_there_are_not_are_refused()
    {
        await using TestApi api = await TestApi.StartAsync();
        await api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", api.GetAsync("images?embed=63"));
        await api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", api.PostAsync("search", Search(", \"embed\": 63")));
    }

    private static string Search(string more) => $$"""{"examples": [{"key": "{{SampleLibrary.KeyOf("1.png")}}"}]{{more}}}""";

    private static async Task<JsonElement[]> HitsAsync(TestApi api, string more) =>
        [.. (await api.PostJsonAsync("search", Search(more))).GetProperty("hits").EnumerateArray()];

    private static string? Embedded(IEnumerable<JsonElement> images, string name) =>
        images.Single(image => image.GetProperty("key").GetString() == SampleLibrary.KeyOf(name)).GetProperty("embedded").GetString();

    private static async Task<byte[]> ThumbnailAsync(TestApi api, string name, int size)
    {
        using HttpResponseMessage answer = await api.GetAsync($"images/{TestApi.Id(name)}/thumbnail?size={size}");
        return await answer.Content.ReadAsByteArrayAsync(Token);
    }
}
