using System.Net;

namespace Lookalike.Web.Tests.Security;

/// <summary>A page whose name was made to lead to this machine is not one of ours (DNS rebinding).</summary>
public sealed class HostTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:5247")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1:5247")]
    [InlineData("[::1]:5247")]
    [InlineData("photos.example")]
    [InlineData("photos.example:8080")]
    public async Task Names_of_this_host_are_served(string host)
    {
        await using TestApi api = await TestApi.StartAsync(options => options.HostNames.Add("photos.example"));
        using HttpResponseMessage answer = await api.GetAsync("status", ("Host", host));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("photos.example.evil")]
    [InlineData("192.168.1.5")]
    [InlineData("0.0.0.0")]
    public async Task Others_are_refused_at_every_address(string host)
    {
        await using TestApi api = await TestApi.StartAsync(options => options.HostNames.Add("photos.example"));
        foreach (string address in (string[])["status", "health/live", "openapi.json", "images", $"images/{TestApi.Id("1.png")}/file", "nothing"])
            await api.ProblemAsync(HttpStatusCode.BadRequest, "unknown-host", api.GetAsync(address, ("Host", host)));
        await api.ProblemAsync(HttpStatusCode.BadRequest, "unknown-host", api.PostAsync("search", "{}", ("Host", host)));
        await api.ProblemAsync(HttpStatusCode.BadRequest, "unknown-host", api.SendAsync(HttpMethod.Options, "search", content: null, ("Host", host)));
    }
}
