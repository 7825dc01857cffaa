using System.Net;
using System.Text.Json;
using Lookalike.Web.Limits;
using Lookalike.Web.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Lookalike.Web.Tests.Limits;

public sealed class BodyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Json_that_is_too_large_is_refused_before_it_is_read()
    {
        await using TestApi api = await TestApi.StartAsync();
        foreach (string address in (string[])["search", "explanations", "jobs"])
        {
            JsonElement problem = await api.ProblemAsync(
                HttpStatusCode.RequestEntityTooLarge, "too-large", api.PostAsync(address, new string(' ', Bounds.JsonBytes + 1)));
            Assert.Equal(Bounds.JsonBytes, problem.GetProperty("limit").GetInt32());
        }
    }

    [Fact]
    public async Task Json_as_deep_as_a_well_is_refused()
    {
        await using TestApi api = await TestApi.StartAsync();
        await api.ProblemAsync(
            HttpStatusCode.BadRequest, "bad-request", api.PostAsync("search", $$"""{"examples":{{new string('[', 100_000)}}"""));
    }

    [Fact]
    public async Task More_searches_than_run_and_wait_are_answered_429_with_when_to_come_again()
    {
        await using TestApi api = await TestApi.StartAsync(options => (options.MaxSearches, options.MaxWaitingSearches) = (1, 0));
        using IDisposable running = await api.Services.GetRequiredService<WorkQueues>().Searches.EnterAsync(Token);

        using HttpResponseMessage answer = await api.PostAsync("search", """{"examples":[{"key":"pictures/1.png"}]}""");
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
        await api.ProblemAsync(HttpStatusCode.TooManyRequests, "too-busy", Task.FromResult(answer));
        running.Dispose();
        Assert.Equal(6, (await api.KeysAsync("""{"examples":[{"key":"pictures/1.png"}]}""")).Length);
    }

    [Fact]
    public async Task A_search_whose_client_has_gone_is_given_up()
    {
        await using TestApi api = await TestApi.StartAsync(options => (options.MaxSearches, options.MaxWaitingSearches) = (1, 1));
        WorkQueue searches = api.Services.GetRequiredService<WorkQueues>().Searches;
        using IDisposable running = await searches.EnterAsync(Token);
        using var gone = new CancellationTokenSource();
        using var content = new StringContent("""{"examples":[{"key":"pictures/1.png"}]}""", encoding: null, "application/json");
        Task<HttpResponseMessage> waiting = api.Client.PostAsync(new Uri("search", UriKind.Relative), content, gone.Token);

        while (searches.Asked < 2) await Task.Yield();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        while (searches.Asked > 1) await Task.Yield();
    }
}
