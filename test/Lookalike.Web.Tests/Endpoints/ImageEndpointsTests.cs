using System.Net;
using System.Text.Json;
using Lookalike.Web.Serving;

namespace Lookalike.Web.Tests.Endpoints;

public sealed class ImageEndpointsTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await TestApi.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task The_collection_comes_page_by_page_while_images_come_and_go()
    {
        JsonElement first = await _api.GetJsonAsync("images?size=2");
        Assert.Equal(["pictures/0.png", "pictures/1.png"], Keys(first));

        // The last of the page goes, one comes behind it and one before.
        File.Delete(Path.Combine(_api.Library.Pictures, "1.png"));
        _api.Library.Draw("11.png", seed: 11);
        _api.Library.Draw("00.png", seed: 12);
        await _api.Library.IndexAsync();

        JsonElement second = await _api.GetJsonAsync($"images?size=2&after={first.GetProperty("next").GetString()}");
        Assert.Equal(["pictures/11.png", "pictures/2.png"], Keys(second));
        JsonElement third = await _api.GetJsonAsync($"images?after={second.GetProperty("next").GetString()}");
        Assert.Equal(["pictures/3.png", "pictures/4.png", "pictures/5.png"], Keys(third));
        Assert.Equal(JsonValueKind.Null, third.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_pattern_says_which_images_are_listed()
    {
        Assert.Equal(["pictures/3.png"], Keys(await _api.GetJsonAsync("images?match=**/3.png")));
        Assert.Empty(Keys(await _api.GetJsonAsync("images?match=nothing")));
    }

    [Fact]
    public async Task An_image_says_what_the_index_has_of_it_and_nothing_of_the_machine()
    {
        using HttpResponseMessage answer = await _api.GetAsync($"images/{TestApi.Id("3.png")}");
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        JsonElement image = JsonSerializer.Deserialize<JsonElement>(text);

        Assert.DoesNotContain(_api.Library.Root, text, StringComparison.Ordinal);
        Assert.Equal(("pictures/3.png", 12, 12), (image.GetProperty("key").GetString(), image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()));
        Assert.Equal(_api.Library.Bytes("3.png").Length, image.GetProperty("bytes").GetInt64());
        Assert.Equal(32, image.GetProperty("contentHash").GetString()!.Length);
        Assert.Equal($"/api/v1/images/{TestApi.Id("3.png")}/file", image.GetProperty("file").GetString());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("images?size=0")]
    [InlineData("images?size=201")]
    [InlineData("images?size=many")]
    [InlineData("images?size=99999999999")]
    [InlineData("images?match=")]
    public Task What_a_page_cannot_be_is_refused(string address) => _api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", _api.GetAsync(address));

    [Theory]
    [InlineData("images/AAAA")]
    [InlineData("images/%2e%2e%2fm.onnx")]
    [InlineData("images/..%2f..%2fetc%2fpasswd")]
    [InlineData("images/L2V0Yy9wYXNzd2Q")]
    [InlineData("images?after=no*id")]
    public Task An_id_that_is_none_finds_nothing(string address) => _api.ProblemAsync(HttpStatusCode.NotFound, "unknown-image", _api.GetAsync(address));

    [Fact]
    public void An_id_is_the_key_in_other_letters_and_there_is_one_for_each()
    {
        string[] keys = ["mnist/train/00042", "pictures/2024/Strand & Meer/ä 1.jpg", "pictures/\ud83d\ude00.png"];
        Assert.All(keys, key => Assert.Equal(key, ImageId.KeyOf(ImageId.Of(key))));
        Assert.All(keys, key => Assert.Matches("^[A-Za-z0-9_-]+$", ImageId.Of(key)));
    }

    private static string[] Keys(JsonElement page) => [.. page.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("key").GetString()!)];
}
