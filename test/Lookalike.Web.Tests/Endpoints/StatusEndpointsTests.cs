using System.Net;
using System.Text.Json;

namespace Lookalike.Web.Tests.Endpoints;

public sealed class StatusEndpointsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_what_is_served_and_what_may_be_asked_and_nothing_of_the_machine()
    {
        await using TestApi api = await TestApi.StartAsync(options => options.MaxPixels = 1234);
        using HttpResponseMessage answer = await api.GetAsync("status");
        string text = await answer.Content.ReadAsStringAsync(Token);
        JsonElement status = JsonSerializer.Deserialize<JsonElement>(text);

        Assert.DoesNotContain(api.Library.Root, text, StringComparison.Ordinal);
        Assert.Equal((true, 6), (status.GetProperty("ready").GetBoolean(), status.GetProperty("images").GetInt32()));
        Assert.Equal("pictures", Assert.Single(status.GetProperty("folders").EnumerateArray()).GetString());
        Assert.Equal((3, 8, 8, 192), (Model("channels"), Model("height"), Model("width"), Model("latentSize")));
        Assert.Equal(64, status.GetProperty("model").GetProperty("fingerprint").GetString()!.Length);
        Assert.Equal(1234, status.GetProperty("limits").GetProperty("pixels").GetInt32());

        int Model(string name) => status.GetProperty("model").GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Without_an_index_it_says_why_it_is_not_ready()
    {
        await using TestApi api = await TestApi.OverAsync(new SampleLibrary());
        JsonElement status = await api.GetJsonAsync("status");

        Assert.False(status.GetProperty("ready").GetBoolean());
        Assert.Contains("There is no index yet", status.GetProperty("reason").GetString(), StringComparison.Ordinal);
        using HttpResponseMessage live = await api.GetAsync("health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.GetAsync("health/ready"));
    }

    [Fact]
    public async Task With_both_it_is_live_and_ready()
    {
        await using TestApi api = await TestApi.StartAsync();
        Assert.Equal("ok", (await api.GetJsonAsync("health/live")).GetProperty("status").GetString());
        Assert.Equal("ok", (await api.GetJsonAsync("health/ready")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_address_that_there_is_not_is_told_so()
    {
        await using TestApi api = await TestApi.StartAsync();
        await api.ProblemAsync(HttpStatusCode.NotFound, "not-found", api.GetAsync("nothing/here"));
        await api.ProblemAsync(HttpStatusCode.NotFound, "not-found", api.SendAsync(HttpMethod.Put, "nothing", new StringContent("")));
    }
}
