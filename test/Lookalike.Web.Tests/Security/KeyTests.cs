using System.Net;
using Lookalike.Web.Security;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Tests.Security;

public sealed class KeyTests
{
    [Fact]
    public async Task With_a_key_nothing_but_health_is_answered_without_it()
    {
        string key = ApiKey.New();
        await using TestApi api = await TestApi.StartAsync(options => options.Keys.Add(ApiKey.HashOf(key), AccessRight.Read));
        string[] addresses = ["status", "images", "openapi.json", "jobs", "session", "model", "nothing", $"images/{TestApi.Id("1.png")}", $"images/{TestApi.Id("1.png")}/thumbnail", $"images/{TestApi.Id("1.png")}/file"];
        foreach (string address in addresses) await api.ProblemAsync(HttpStatusCode.Unauthorized, "key-required", api.GetAsync(address));
        foreach (string address in (string[])["search", "explanations", "jobs", "reconstructions", "walks", "session"])
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
        await using TestApi api = await TestApi.StartAsync(options => options.Keys.Add(hash, AccessRight.Change));
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
    public async Task A_key_to_read_starts_and_stops_no_job()
    {
        string reading = ApiKey.New(), changing = ApiKey.New();
        await using TestApi api = await TestApi.StartAsync(options =>
        {
            options.Keys.Add(ApiKey.HashOf(reading), AccessRight.Read);
            options.Keys.Add(ApiKey.HashOf(changing), AccessRight.Change);
        });
        const string Start = """{"kind":"index"}""";
        (string, string) read = ("Authorization", $"Bearer {reading}"), change = ("Authorization", $"Bearer {changing}");

        await api.ProblemAsync(HttpStatusCode.Forbidden, "not-allowed", api.PostAsync("jobs", Start, read));
        await api.ProblemAsync(HttpStatusCode.Forbidden, "not-allowed", api.SendAsync(HttpMethod.Delete, "jobs/x", content: null, read));
        using HttpResponseMessage jobs = await api.GetAsync("jobs", read);
        Assert.Equal(HttpStatusCode.OK, jobs.StatusCode);
        using HttpResponseMessage started = await api.PostAsync("jobs", Start, change);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        Assert.Equal("read", (await TestApi.JsonAsync(await api.GetAsync("session", read))).GetProperty("rights").GetString());
        Assert.Equal("change", (await TestApi.JsonAsync(await api.GetAsync("session", change))).GetProperty("rights").GetString());
    }

    [Fact]
    public void A_file_of_keys_has_their_hashes_alone_for_its_owner_alone()
    {
        using var scratch = new Scratch();
        string first = KeyFile.Create(scratch["k"], AccessRight.Change), second = KeyFile.Create(scratch["k"], AccessRight.Read);

        string text = File.ReadAllText(scratch["k"]);
        Assert.DoesNotContain(first, text, StringComparison.Ordinal);
        Assert.DoesNotContain(second, text, StringComparison.Ordinal);
        Assert.Equal(
            new Dictionary<string, AccessRight> { [ApiKey.HashOf(first)] = AccessRight.Change, [ApiKey.HashOf(second)] = AccessRight.Read }, KeyFile.Read(scratch["k"]));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(scratch["k"]));

        // A line that is taken out withdraws its key.
        File.WriteAllLines(scratch["k"], File.ReadAllLines(scratch["k"])[1..]);
        Assert.Equal([ApiKey.HashOf(second)], KeyFile.Read(scratch["k"]).Keys);
    }

    [Theory]
    [InlineData("mine")]
    [InlineData("")]
    [InlineData("lookalike-key sha256:12")]
    [InlineData("lookalike-key sha256:HASH write")]
    [InlineData("lookalike-key sha256:HASH\nmine")]
    public void What_is_no_file_of_keys_is_told_so(string text)
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["k"], text.Replace("HASH", new string('0', 64), StringComparison.Ordinal));
        Assert.Throws<IOException>(() => KeyFile.Read(scratch["k"]));
    }

    [Fact]
    public void A_file_of_somebody_else_is_not_touched_and_one_that_is_full_is_left_as_it_is()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["other"], "mine");
        Assert.ThrowsAny<IOException>(() => KeyFile.Create(scratch["other"], AccessRight.Change));
        Assert.Equal("mine", File.ReadAllText(scratch["other"]));

        for (int i = 0; i < 64; i++) KeyFile.Create(scratch["k"], AccessRight.Read);
        Assert.Contains("64 keys", Assert.ThrowsAny<IOException>(() => KeyFile.Create(scratch["k"], AccessRight.Read)).Message, StringComparison.Ordinal);
        Assert.Equal(64, KeyFile.Read(scratch["k"]).Count);
    }

    [Fact]
    public Task A_hash_that_is_none_is_refused_before_anything_is_served() =>
        Assert.ThrowsAsync<ArgumentException>(() => TestApi.StartAsync(options => options.Keys.Add("secret", AccessRight.Read)));
}
