using System.Net;
using Lookalike.Web.Security;

namespace Lookalike.Web.Tests.Security;

public sealed class KeyTests
{
    [Fact]
    public async Task With_a_key_nothing_but_health_is_answered_without_it()
    {
        string key = ApiKey.New();
        await using TestApi api = await TestApi.StartAsync(options => options.KeyHash = ApiKey.HashOf(key));
        string[] addresses = ["status", "images", "openapi.json", "jobs", "nothing", $"images/{TestApi.Id("1.png")}", $"images/{TestApi.Id("1.png")}/thumbnail", $"images/{TestApi.Id("1.png")}/file"];
        foreach (string address in addresses) await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.GetAsync(address));
        foreach (string address in (string[])["search", "explanations", "jobs"])
            await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.PostAsync(address, "{}"));
        await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.UploadRawAsync([1]));
        foreach (string address in (string[])["health/live", "health/ready"])
        {
            using HttpResponseMessage health = await api.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }

        using HttpResponseMessage asked = await api.GetAsync("status");
        Assert.Equal("Bearer", asked.Headers.WwwAuthenticate.Single().Scheme);
        using HttpResponseMessage status = await api.GetAsync("status", ("Authorization", $"Bearer {key}"));
        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic KEY")]
    [InlineData("KEY")]
    [InlineData("Bearer KEY KEY")]
    [InlineData("Bearer HASH")]
    public async Task Another_key_is_none(string sent)
    {
        string key = ApiKey.New(), hash = ApiKey.HashOf(key);
        await using TestApi api = await TestApi.StartAsync(options => options.KeyHash = hash);
        string header = sent.Replace("KEY", key, StringComparison.Ordinal).Replace("HASH", hash, StringComparison.Ordinal);
        await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.GetAsync("status", ("Authorization", header)));
    }

    [Fact]
    public void Keys_are_of_32_random_bytes_and_only_their_hash_is_compared()
    {
        string key = ApiKey.New();
        Assert.Equal((43, 64), (key.Length, ApiKey.HashOf(key).Length));
        Assert.NotEqual(key, ApiKey.New());
        Assert.True(ApiKey.Matches(key, ApiKey.HashOf(key).ToUpperInvariant()));
        Assert.False(ApiKey.Matches(key[1..], ApiKey.HashOf(key)));
    }

    [Fact]
    public void A_file_of_a_key_has_its_hash_alone_for_its_owner_alone()
    {
        using var scratch = new Scratch();
        string key = KeyFile.Create(scratch["k"]);

        Assert.DoesNotContain(key, File.ReadAllText(scratch["k"]), StringComparison.Ordinal);
        Assert.Equal(ApiKey.HashOf(key), KeyFile.ReadHash(scratch["k"]));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scratch["k"]));

        // Another in its place is welcome, a file of somebody else's is not touched.
        Assert.NotEqual(key, KeyFile.Create(scratch["k"]));
        File.WriteAllText(scratch["other"], "mine");
        Assert.Throws<IOException>(() => KeyFile.ReadHash(scratch["other"]));
        Assert.ThrowsAny<IOException>(() => KeyFile.Create(scratch["other"]));
        Assert.Equal("mine", File.ReadAllText(scratch["other"]));
    }

    [Fact]
    public Task A_hash_that_is_none_is_refused_before_anything_is_served() =>
        Assert.ThrowsAsync<ArgumentException>(() => TestApi.StartAsync(options => options.KeyHash = "secret"));
}
