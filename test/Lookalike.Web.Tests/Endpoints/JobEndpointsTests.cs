using System.Net;
using System.Text.Json;
using Lookalike.Application.Indexing;
using Lookalike.Core.Files;
using Lookalike.Index.Sqlite;
using Lookalike.Web.Jobs;
using Lookalike.Web.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Lookalike.Web.Tests.Endpoints;

public sealed class JobEndpointsTests
{
    private const string Start = """{"kind":"index"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_brings_the_index_in_step_with_its_folders()
    {
        await using TestApi api = await TestApi.StartAsync();
        api.Library.Draw("new.png", seed: 42);
        await File.WriteAllTextAsync(Path.Combine(api.Library.Pictures, "broken.png"), "\u0089PNG no more", Token);
        File.Delete(Path.Combine(api.Library.Pictures, "0.png"));

        using HttpResponseMessage started = await api.PostAsync("jobs", Start);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        JsonElement job = await api.EndedAsync($"http://localhost{started.Headers.Location}");

        Assert.Equal("done", job.GetProperty("state").GetString());
        JsonElement summary = job.GetProperty("summary");
        Assert.Equal((1, 1, 5), (summary.GetProperty("encoded").GetInt32(), summary.GetProperty("removed").GetInt32(), summary.GetProperty("unchanged").GetInt32()));

        // What it wrote is served at once, by the same opened index.
        Assert.Equal("pictures/new.png", (await api.KeysAsync("""{"examples":[{"key":"pictures/new.png"}]}"""))[0]);
        Assert.Equal(job.GetProperty("id").GetString(), (await api.GetJsonAsync("jobs")).GetProperty("jobs")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Events_come_in_order_and_again_behind_the_last_that_was_heard()
    {
        await using TestApi api = await TestApi.StartAsync();
        api.Library.Draw("new.png", seed: 42);
        await File.WriteAllTextAsync(Path.Combine(api.Library.Pictures, "broken.png"), "no picture", Token);
        using HttpResponseMessage started = await api.PostAsync("jobs", Start);
        string address = $"http://localhost{started.Headers.Location}/events";

        using HttpResponseMessage stream = await api.GetAsync(address);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        string text = await stream.Content.ReadAsStringAsync(Token);
        (long Id, string Name, JsonElement Data)[] events = Parse(text);

        Assert.DoesNotContain(api.Library.Root, text, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, events.Length).Select(i => (long)i), events.Select(e => e.Id));
        Assert.Contains(events, e => e.Name == "progress" && e.Data.GetProperty("done").GetInt64() > 0);
        Assert.Contains(events, e => e.Name == "unreadable" && e.Data.GetProperty("key").GetString() == "pictures/broken.png");
        Assert.Equal(("done", "done"), (events[^1].Name, events[^1].Data.GetProperty("state").GetString()));

        using HttpResponseMessage rest = await api.GetAsync(address, ("Last-Event-ID", $"{events.Length - 1}"));
        Assert.Equal(events.Length, Assert.Single(Parse(await rest.Content.ReadAsStringAsync(Token))).Id);
        await api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", api.GetAsync(address, ("Last-Event-ID", "-1")));
    }

    [Fact]
    public async Task While_one_runs_another_is_refused_with_its_address_and_it_can_be_stopped()
    {
        await using TestApi api = await TestApi.StartAsync(services: HeldWork.Register);
        var board = api.Services.GetRequiredService<JobBoard>();
        using HttpResponseMessage started = await api.PostAsync("jobs", Start);
        string address = started.Headers.Location!.ToString();
        Job job = board.Get(address[(address.LastIndexOf('/') + 1)..]);

        JsonElement problem = await api.ProblemAsync(HttpStatusCode.Conflict, "job-running", api.PostAsync("jobs", Start));
        Assert.Equal(job.Id, problem.GetProperty("job").GetString());
        using HttpResponseMessage refused = await api.PostAsync("jobs", Start);
        Assert.Equal(address, refused.Headers.Location!.ToString());

        using HttpResponseMessage stopped = await api.SendAsync(HttpMethod.Delete, $"http://localhost{address}", content: null);
        Assert.Equal(HttpStatusCode.Accepted, stopped.StatusCode);
        Assert.Equal("stopped", (await api.EndedAsync($"http://localhost{address}")).GetProperty("state").GetString());
        using HttpResponseMessage again = await api.SendAsync(HttpMethod.Delete, $"http://localhost{address}", content: null);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
    }

    [Fact]
    public async Task Where_another_process_writes_the_job_says_so()
    {
        await using TestApi api = await TestApi.StartAsync();
        using FileLock held = WriterLock.Take(api.Library.Index);
        using HttpResponseMessage started = await api.PostAsync("jobs", Start);
        JsonElement job = await api.EndedAsync($"http://localhost{started.Headers.Location}");

        Assert.Equal("failed", job.GetProperty("state").GetString());
        Assert.Equal("urn:lookalike:problem:in-use", job.GetProperty("failure").GetProperty("type").GetString());
        Assert.DoesNotContain(api.Library.Root, job.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_stopped_stops_its_job_and_ends_the_streams()
    {
        TestApi api = await TestApi.StartAsync(services: HeldWork.Register);
        using HttpResponseMessage started = await api.PostAsync("jobs", Start);
        using HttpResponseMessage events = await api.GetAsync($"http://localhost{started.Headers.Location}/events");
        Task<string> heard = events.Content.ReadAsStringAsync(Token);
        Job job = api.Services.GetRequiredService<JobBoard>().All()[0];
        await api.DisposeAsync();

        await heard;
        Assert.Equal("Stopped", job.Answer().State.ToString());
    }

    [Theory]
    [InlineData("""{"kind":"train"}""")]
    [InlineData("""{"kind":0}""")]
    [InlineData("""{"kind":7}""")]
    [InlineData("""{"kind":"index","folder":"/etc"}""")]
    [InlineData("{}")]
    public async Task What_no_job_does_is_refused(string json)
    {
        await using TestApi api = await TestApi.StartAsync();
        await api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", api.PostAsync("jobs", json));
    }

    [Fact]
    public async Task Jobs_that_there_are_not_are_not_found_and_where_they_are_off_none_is_started()
    {
        await using TestApi api = await TestApi.StartAsync(options => options.AllowJobs = false);
        await api.ProblemAsync(HttpStatusCode.NotFound, "not-found", api.GetAsync("jobs/nothing"));
        await api.ProblemAsync(HttpStatusCode.NotFound, "not-found", api.GetAsync("jobs/nothing/events"));
        await api.ProblemAsync(HttpStatusCode.NotFound, "not-found", api.SendAsync(HttpMethod.Delete, "jobs/nothing", content: null));
        await api.ProblemAsync(HttpStatusCode.Forbidden, "switched-off", api.PostAsync("jobs", Start));
        Assert.Empty((await api.GetJsonAsync("jobs")).GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task More_streams_of_a_client_than_allowed_are_turned_away_and_one_that_ends_makes_room()
    {
        await using TestApi api = await TestApi.StartAsync(services: HeldWork.Register);
        using HttpResponseMessage started = await api.PostAsync("jobs", Start);
        string address = $"http://localhost{started.Headers.Location}/events";
        var open = new List<HttpResponseMessage>();
        for (int i = 0; i < Bounds.ClientStreams; i++) open.Add(await api.GetAsync(address));

        await api.ProblemAsync(HttpStatusCode.TooManyRequests, "too-busy", api.GetAsync(address));
        open[0].Dispose();
        HttpResponseMessage next;
        while ((next = await api.GetAsync(address)).StatusCode == HttpStatusCode.TooManyRequests)
        {
            next.Dispose();
            await Task.Yield();
        }

        open[0] = next;
        HeldWork.Release(api);
        foreach (HttpResponseMessage stream in open)
        {
            await stream.Content.ReadAsStringAsync(Token);
            stream.Dispose();
        }
    }

    private static (long Id, string Name, JsonElement Data)[] Parse(string stream) =>
    [
        .. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(block => block[0] != ':').Select(block =>
        {
            string[] lines = block.Split('\n');
            return (long.Parse(lines[0]["id: ".Length..], null), lines[1]["event: ".Length..], JsonSerializer.Deserialize<JsonElement>(lines[2]["data: ".Length..]));
        }),
    ];

    /// <summary>Work that lasts until it is let go on or told to stop.</summary>
    private sealed class HeldWork : IJobWork
    {
        private readonly TaskCompletionSource _go = new();

        public static void Register(IServiceCollection services) => services.AddSingleton<IJobWork, HeldWork>();

        public static void Release(TestApi api) => ((HeldWork)api.Services.GetRequiredService<IJobWork>())._go.TrySetResult();

        public async Task<IndexSummary> RunAsync(Job job)
        {
            await _go.Task.WaitAsync(job.Stopping);
            return new IndexSummary();
        }
    }
}
