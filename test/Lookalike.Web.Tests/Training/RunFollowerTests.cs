using System.Net;
using System.Text.Json;
using Lookalike.Models;

namespace Lookalike.Web.Tests.Training;

public sealed class RunFollowerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "none")]
    [InlineData("begin progress", "running")]
    [InlineData("begin epoch done", "done")]
    [InlineData("reading stopped", "stopped")]
    [InlineData("begin failed", "failed")]
    public async Task How_a_run_stands_is_told_by_its_last_word(string events, string state)
    {
        await using TestApi api = await TestApi.StartAsync();
        await WriteAsync(api, "a", events.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        JsonElement answer = await api.GetJsonAsync("training");
        Assert.Equal(state, answer.GetProperty("state").GetString());
        Assert.Equal(state == "none", answer.GetProperty("heard").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task A_run_is_followed_where_there_is_neither_model_nor_index()
    {
        await using TestApi api = await TestApi.StartAsync();
        File.Delete(api.Library.Model);
        File.Delete(api.Library.Index);
        await WriteAsync(api, "a", "begin");
        Assert.Equal("running", (await api.GetJsonAsync("training")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Whoever_comes_late_hears_all_of_it_and_then_what_is_written_on()
    {
        await using TestApi api = await TestApi.StartAsync();
        await WriteAsync(api, "a", "begin", "epoch");
        using Stream stream = await OpenAsync(api, last: null);
        using var reader = new StreamReader(stream);
        Assert.Equal(["begin", "epoch"], [(await NextAsync(reader)).Name, (await NextAsync(reader)).Name]);
        await AppendAsync(api, Line("a", "done"));
        Assert.Equal("done", (await NextAsync(reader)).Name);
    }

    [Fact]
    public async Task A_line_is_told_once_it_is_whole()
    {
        await using TestApi api = await TestApi.StartAsync();
        await WriteAsync(api, "a", "begin");
        using Stream stream = await OpenAsync(api, last: null);
        using var reader = new StreamReader(stream);
        await NextAsync(reader);
        string line = Line("a", "epoch");
        await AppendAsync(api, line[..20]);
        Task<(string Id, string Name, string Data)> next = NextAsync(reader);
        await AppendAsync(api, line[20..]);
        Assert.Equal(line.TrimEnd(), (await next).Data);
    }

    [Fact]
    public async Task Whoever_comes_again_hears_what_is_behind_the_last_that_was_heard()
    {
        await using TestApi api = await TestApi.StartAsync();
        await WriteAsync(api, "a", "begin", "epoch", "stage");
        string last;
        using (var first = new StreamReader(await OpenAsync(api, last: null)))
        {
            await NextAsync(first);
            last = (await NextAsync(first)).Id;
        }

        using var again = new StreamReader(await OpenAsync(api, last));
        Assert.Equal("stage", (await NextAsync(again)).Name);
    }

    [Fact]
    public async Task A_run_that_begins_anew_is_heard_from_its_beginning_whatever_was_heard_of_the_other()
    {
        await using TestApi api = await TestApi.StartAsync();
        await WriteAsync(api, "a", "begin", "epoch", "done");
        using Stream stream = await OpenAsync(api, last: null);
        using var reader = new StreamReader(stream);
        string id = "";
        for (int i = 0; i < 3; i++) id = (await NextAsync(reader)).Id;

        await WriteAsync(api, "b", "begin", "epoch");
        Assert.Equal("begin", (await NextAsync(reader)).Name);
        using var again = new StreamReader(await OpenAsync(api, last: id));
        Assert.Equal("begin", (await NextAsync(again)).Name);
    }

    [Fact]
    public async Task What_is_no_line_of_a_log_is_passed_over()
    {
        await using TestApi api = await TestApi.StartAsync();
        await WriteAsync(api, "a", "begin");
        await AppendAsync(api, "no json\n{}\n[1]\n{\"event\":5}\n{\"event\":\"evil\"}\n{\"event\":\"epoch\"} and more\n\n" + Line("a", "done"));
        using var reader = new StreamReader(await OpenAsync(api, last: null));
        Assert.Equal(["begin", "done"], [(await NextAsync(reader)).Name, (await NextAsync(reader)).Name]);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("x-1")]
    [InlineData("-")]
    public async Task An_id_of_nothing_is_as_none(string last)
    {
        await using TestApi api = await TestApi.StartAsync();
        await WriteAsync(api, "a", "begin");
        using var reader = new StreamReader(await OpenAsync(api, last));
        Assert.Equal("begin", (await NextAsync(reader)).Name);
    }

    private static string Line(string run, string name, bool isFirst = false) =>
        $"{{{(isFirst ? "\"schemaVersion\":1," : "")}\"event\":\"{name}\",\"time\":\"2026-01-01T00:00:00.0000000Z\",\"source\":\"{run}\"}}\n".Replace(
            "00.0000000Z", run == "a" ? "00.0000001Z" : "00.0000002Z", StringComparison.Ordinal);

    /// <summary>A new log in place of the one that is there, as a run writes it.</summary>
    private static async Task WriteAsync(TestApi api, string run, params string[] events)
    {
        if (events.Length == 0) return;
        string path = RunLogFile.PathFor(api.Library.Model);
        await File.WriteAllTextAsync(path + ".new", string.Concat(events.Select((name, i) => Line(run, name, isFirst: i == 0))), Token);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static Task AppendAsync(TestApi api, string text) => File.AppendAllTextAsync(RunLogFile.PathFor(api.Library.Model), text, Token);

    private static async Task<Stream> OpenAsync(TestApi api, string? last)
    {
        HttpResponseMessage answer = await api.GetAsync("training/events", last is null ? [] : [("Last-Event-ID", last)]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStreamAsync(Token);
    }

    private static async Task<(string Id, string Name, string Data)> NextAsync(StreamReader reader)
    {
        string[] parts = ["", "", ""];
        string[] names = ["id: ", "event: ", "data: "];
        for (string? line; !string.IsNullOrEmpty(line = await reader.ReadLineAsync(Token)) || parts[0].Length == 0;)
        {
            int part = Array.FindIndex(names, name => line?.StartsWith(name, StringComparison.Ordinal) == true);
            if (part >= 0) parts[part] = line![names[part].Length..];
        }

        return (parts[0], parts[1], parts[2]);
    }
}
