using System.Net;
using System.Text.Json;
using Lookalike.Web.Limits;
using Lookalike.Web.Serving;
using Lookalike.Web.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Lookalike.Web.Tests.Endpoints;

/// <summary>The collection by strangeness: what is farthest from its nearest other image comes first.</summary>
public sealed class StrangenessTests : IAsyncLifetime
{
    private TestApi _api = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Noise, of which two are copies, and a black picture, which is far from all of it.
        var library = new SampleLibrary();
        library.Draw("copy.png", seed: 3);
        DrawnPicture.Save(Path.Combine(library.Pictures, "black.png"), new byte[12 * 12 * 3], 12, 12, bands: 3);
        _api = await TestApi.OverAsync(await library.IndexAsync());
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task The_strangest_comes_first_with_how_far_it_is_from_the_nearest_other()
    {
        JsonElement page = await _api.GetJsonAsync("images?sort=strangeness");
        string[] keys = Keys(page);
        float[] distances = [.. page.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("strangeness").GetSingle())];

        Assert.Equal(8, keys.Length);
        Assert.Equal("pictures/black.png", keys[0]);
        Assert.Equal(["pictures/3.png", "pictures/copy.png"], keys[^2..]);
        Assert.Equal([0f, 0f], distances[^2..]);
        Assert.Equal(distances.OrderDescending(), distances);
        JsonElement near = await _api.PostJsonAsync("search", """{"examples":[{"key":"pictures/black.png"}],"top":2}""");
        Assert.Equal(near.GetProperty("hits")[1].GetProperty("distance").GetSingle(), distances[0], 1e-4f);
        Assert.Equal(JsonValueKind.Null, (await _api.GetJsonAsync("images?sort=key")).GetProperty("images")[0].GetProperty("strangeness").ValueKind);
    }

    [Fact]
    public async Task Pages_neither_overlap_nor_leave_gaps_while_images_come_and_go()
    {
        string[] all = Keys(await _api.GetJsonAsync("images?sort=strangeness"));
        JsonElement first = await _api.GetJsonAsync("images?sort=strangeness&size=3");
        Assert.Equal(all[..3], Keys(first));

        // The last of the page goes, and a stranger one comes.
        File.Delete(Path.Combine(_api.Library.Pictures, all[2]["pictures/".Length..]));
        DrawnPicture.Save(Path.Combine(_api.Library.Pictures, "white.png"), [.. Enumerable.Repeat((byte)255, 12 * 12 * 3)], 12, 12, bands: 3);
        await _api.Library.IndexAsync();

        JsonElement second = await _api.GetJsonAsync($"images?sort=strangeness&after={first.GetProperty("next").GetString()}");
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.All(Keys(second), key => Assert.DoesNotContain(key, all[..3]));
        Assert.Superset(all[5..].ToHashSet(), Keys(second).ToHashSet());
        Assert.Equal("pictures/white.png", Keys(await _api.GetJsonAsync("images?sort=strangeness&size=2")).Single(key => key.Contains("white", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_pattern_says_which_are_listed_and_an_order_of_another_kind_leads_nowhere()
    {
        JsonElement page = await _api.GetJsonAsync("images?sort=strangeness&match=**/?.png&size=2");
        Assert.All(Keys(page), key => Assert.Equal("pictures/0.png".Length, key.Length));
        JsonElement rest = await _api.GetJsonAsync($"images?sort=strangeness&match=**/?.png&after={page.GetProperty("next").GetString()}");
        Assert.Equal(6, Keys(page).Concat(Keys(rest)).Distinct(StringComparer.Ordinal).Count());

        await _api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", _api.GetAsync("images?sort=beauty"));
        foreach (string after in (string[])["x", "no*id", "AAAA", "f4AAAGE", "____"])
            await _api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", _api.GetAsync($"images?sort=strangeness&after={after}"));
    }

    [Fact]
    public async Task It_is_measured_once_for_all_who_ask_and_anew_when_something_was_written()
    {
        ServedOrder order = await _api.Services.GetRequiredService<ServedLibrary>().UseAsync(moment => Task.FromResult(moment.Opened.Order), Token);
        Assert.Null(await order.FindAsync(Token));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _api.GetJsonAsync("images?sort=strangeness")));
        object? measured = await order.FindAsync(Token);
        Assert.NotNull(measured);
        Assert.Same(measured, await order.MeasureAsync(Token));

        _api.Library.Draw("new.png", seed: 99);
        await _api.Library.IndexAsync();
        Assert.Null(await order.FindAsync(Token));
        Assert.Equal(9, Keys(await _api.GetJsonAsync("images?sort=strangeness")).Length);
    }

    [Fact]
    public async Task While_it_is_measured_so_many_wait_and_the_rest_are_turned_away()
    {
        WorkQueue orders = _api.Services.GetRequiredService<WorkQueues>().Orders;
        using IDisposable measuring = await orders.EnterAsync(Token);
        using var leaving = new CancellationTokenSource();
        Task[] waiting = [.. Enumerable.Range(0, Bounds.WaitingOrders).Select(_ => orders.EnterAsync(leaving.Token))];
        await _api.ProblemAsync(HttpStatusCode.TooManyRequests, "too-busy", _api.GetAsync("images?sort=strangeness"));

        // Who asks for nothing strange does not wait, nor does a search.
        Assert.Equal(8, Keys(await _api.GetJsonAsync("images")).Length);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    private static string[] Keys(JsonElement page) => [.. page.GetProperty("images").EnumerateArray().Select(image => image.GetProperty("key").GetString()!)];
}
