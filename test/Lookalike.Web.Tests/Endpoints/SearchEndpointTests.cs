using System.Net;
using System.Text.Json;

namespace Lookalike.Web.Tests.Endpoints;

public sealed class SearchEndpointTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await TestApi.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task An_indexed_image_finds_itself_first_with_all_that_a_page_shows_of_a_hit()
    {
        JsonElement answer = await _api.PostJsonAsync("search", """{"examples":[{"key":"pictures/2.png"}],"top":3}""");

        Assert.Equal(("euclidean", "exact", 6, 3), (Text(answer, "metric"), Text(answer, "method"), answer.GetProperty("images").GetInt32(), answer.GetProperty("next").GetInt32()));
        JsonElement[] hits = [.. answer.GetProperty("hits").EnumerateArray()];
        Assert.Equal(3, hits.Length);
        Assert.Equal(("pictures/2.png", 1, 0f), (Text(hits[0], "key"), hits[0].GetProperty("rank").GetInt32(), hits[0].GetProperty("distance").GetSingle()));
        Assert.Equal((12, 12, TestApi.Id("2.png")), (hits[0].GetProperty("width").GetInt32(), hits[0].GetProperty("height").GetInt32(), Text(hits[0], "id")));
        Assert.StartsWith($"/api/v1/images/{TestApi.Id("2.png")}/thumbnail?v=", Text(hits[0], "thumbnail"), StringComparison.Ordinal);
        Assert.True(hits[1].GetProperty("distance").GetSingle() > 0);
    }

    [Fact]
    public async Task An_uploaded_picture_finds_the_indexed_one_and_so_does_a_part_of_it()
    {
        string query = await _api.UploadAsync(_api.Library.Bytes("4.png"));

        Assert.Equal("pictures/4.png", (await _api.KeysAsync($$"""{"examples":[{"query":"{{query}}"}]}"""))[0]);
        string[] part = await _api.KeysAsync($$"""{"examples":[{"query":"{{query}}","crop":{"x":0,"y":0,"width":1,"height":0.95} }]}""");
        Assert.Equal("pictures/4.png", part[0]);
        string[] ofKey = await _api.KeysAsync("""{"examples":[{"key":"pictures/1.png","crop":{"x":0,"y":0,"width":0.95,"height":1}}]}""");
        Assert.Equal("pictures/1.png", ofKey[0]);
    }

    [Fact]
    public async Task Weights_say_how_much_an_example_counts_and_whether_hits_shall_look_like_it()
    {
        string[] mostly = await _api.KeysAsync("""{"examples":[{"key":"pictures/0.png","weight":1},{"key":"pictures/1.png","weight":0.2}]}""");
        Assert.Equal("pictures/0.png", mostly[0]);
        string[] unlike = await _api.KeysAsync("""{"examples":[{"key":"pictures/0.png"},{"key":"pictures/1.png","weight":-1}]}""");
        Assert.Equal(("pictures/0.png", "pictures/1.png"), (unlike[0], unlike[^1]));
    }

    [Fact]
    public async Task Pages_neither_overlap_nor_leave_gaps_and_the_last_names_no_next()
    {
        JsonElement first = await _api.PostJsonAsync("search", """{"examples":[{"key":"pictures/2.png"}],"top":4}""");
        JsonElement second = await _api.PostJsonAsync("search", $$"""{"examples":[{"key":"pictures/2.png"}],"top":4,"skip":{{first.GetProperty("next").GetInt32()}}}""");

        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        int[] ranks = [.. new[] { first, second }.SelectMany(page => page.GetProperty("hits").EnumerateArray()).Select(hit => hit.GetProperty("rank").GetInt32())];
        Assert.Equal([1, 2, 3, 4, 5, 6], ranks);
    }

    [Fact]
    public async Task Hits_are_filtered_by_key_by_class_and_by_distance_and_near_copies_are_counted()
    {
        Assert.Equal(["pictures/3.png"], await _api.KeysAsync("""{"examples":[{"key":"pictures/2.png"}],"match":"**/3.png"}"""));
        Assert.Empty(await _api.KeysAsync("""{"examples":[{"key":"pictures/2.png"}],"label":3}"""));
        Assert.Equal(["pictures/2.png"], await _api.KeysAsync("""{"examples":[{"key":"pictures/2.png"}],"within":0.01,"metric":"cosine","exact":true}"""));
        JsonElement collapsed = await _api.PostJsonAsync("search", """{"examples":[{"key":"pictures/2.png"}],"collapse":1000}""");
        JsonElement only = Assert.Single(collapsed.GetProperty("hits").EnumerateArray());
        Assert.Equal(5, only.GetProperty("nearIdentical").GetInt32());
    }

    [Fact]
    public async Task Searches_at_once_do_not_change_what_others_ask_for()
    {
        string[] asked =
        [
            """{"examples":[{"key":"pictures/1.png"}],"top":2}""", """{"examples":[{"key":"pictures/2.png"}],"metric":"cosine","exact":true}""",
            """{"examples":[{"key":"pictures/3.png"}],"collapse":1000}""", """{"examples":[{"key":"pictures/4.png"}],"match":"**/5.png"}""",
        ];
        var alone = new List<string>();
        foreach (string json in asked) alone.Add(await HitsAsync(json));
        string[] together = [.. await Task.WhenAll(Enumerable.Range(0, 40).Select(i => HitsAsync(asked[i % asked.Length])))];
        Assert.All(together.Index(), found => Assert.Equal(alone[found.Index % asked.Length], found.Item));

        async Task<string> HitsAsync(string json) => (await _api.PostJsonAsync("search", json)).GetProperty("hits").ToString();
    }

    [Theory]
    [InlineData("""{"examples":[]}""")]
    [InlineData("""{"examples":null}""")]
    [InlineData("""{"examples":[null]}""")]
    [InlineData("""{}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{"examples":[{}]}""")]
    [InlineData("""{"examples":[{"key":"a","query":"b"}]}""")]
    [InlineData("""{"examples":[{"key":"a","weight":1.01}]}""")]
    [InlineData("""{"examples":[{"key":"a","weight":-1.01}]}""")]
    [InlineData("""{"examples":[{"key":"a","weight":-1}]}""")]
    [InlineData("""{"examples":[{"key":"a","weight":"1"}]}""")]
    [InlineData("""{"examples":[{"key":"a","weight":1e99}]}""")]
    [InlineData("""{"examples":[{"key":"a","crop":{"x":0.5,"y":0,"width":0.6,"height":1}}]}""")]
    [InlineData("""{"examples":[{"key":"a","crop":{"x":0,"y":0,"width":0,"height":1}}]}""")]
    [InlineData("""{"examples":[{"key":"a","crop":{"x":0,"y":0,"width":1}}]}""")]
    [InlineData("""{"examples":[{"key":"a"}],"top":0}""")]
    [InlineData("""{"examples":[{"key":"a"}],"top":1001}""")]
    [InlineData("""{"examples":[{"key":"a"}],"top":"5"}""")]
    [InlineData("""{"examples":[{"key":"a"}],"top":2.5}""")]
    [InlineData("""{"examples":[{"key":"a"}],"skip":-1}""")]
    [InlineData("""{"examples":[{"key":"a"}],"skip":10001}""")]
    [InlineData("""{"examples":[{"key":"a"}],"within":-1}""")]
    [InlineData("""{"examples":[{"key":"a"}],"within":1e39}""")]
    [InlineData("""{"examples":[{"key":"a"}],"collapse":-0.1}""")]
    [InlineData("""{"examples":[{"key":"a"}],"match":""}""")]
    [InlineData("""{"examples":[{"key":"a"}],"metric":"manhattan"}""")]
    [InlineData("""{"examples":[{"key":"a"}],"metric":7}""")]
    [InlineData("""{"examples":[{"key":"a"}],"tpo":7}""")]
    [InlineData("""{"examples":[{"key":"a"}],"top":5,"top":6}""")]
    [InlineData("""{"Examples":[{"key":"a"}]}""")]
    [InlineData("""{"examples":[{"key":"a","path":"/etc/passwd"}]}""")]
    [InlineData("""{"examples":[{"key":"a","url":"http://169.254.169.254/"}]}""")]
    public Task What_a_search_cannot_mean_is_refused(string json) =>
        _api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", _api.PostAsync("search", json));

    [Fact]
    public async Task More_examples_or_a_longer_pattern_than_allowed_are_refused()
    {
        string many = string.Join(',', Enumerable.Repeat("""{"key":"pictures/0.png"}""", 17));
        await _api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", _api.PostAsync("search", $$"""{"examples":[{{many}}]}"""));
        string pattern = new('a', 257);
        await _api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", _api.PostAsync("search", $$"""{"examples":[{"key":"a"}],"match":"{{pattern}}"}"""));
    }

    [Theory]
    [InlineData("""{"examples":[{"key":"pictures/none.png"}]}""", "unknown-image")]
    [InlineData("""{"examples":[{"key":"/etc/passwd"}]}""", "unknown-image")]
    [InlineData("""{"examples":[{"key":"pictures/../m.onnx"}]}""", "unknown-image")]
    [InlineData("""{"examples":[{"key":"pictures/../m.onnx","crop":{"x":0,"y":0,"width":1,"height":1}}]}""", "unknown-image")]
    [InlineData("""{"examples":[{"query":"AAAAAAAAAAAAAAAAAAAAAA"}]}""", "unknown-query")]
    public Task What_is_not_there_is_not_found(string json, string type) => _api.ProblemAsync(HttpStatusCode.NotFound, type, _api.PostAsync("search", json));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
