using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Lookalike.Web.Tests.Serving;

/// <summary>Model and index may be written, replaced and taken away while they are served: what is answered is of both as they belong together, or nothing is.</summary>
public sealed class ReplacementTests
{
    private const string Search = """{"examples":[{"key":"pictures/1.png"}]}""";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task What_another_process_writes_is_seen_at_once()
    {
        await using TestApi api = await TestApi.StartAsync();
        Assert.Equal(6, (await api.KeysAsync(Search)).Length);
        api.Library.Draw("new.png", seed: 77);
        await api.Library.IndexAsync();
        Assert.Equal(7, (await api.KeysAsync(Search)).Length);
        File.Delete(Path.Combine(api.Library.Pictures, "new.png"));
        await api.Library.IndexAsync();
        Assert.DoesNotContain("pictures/new.png", await api.KeysAsync(Search));
    }

    [Fact]
    public async Task Without_index_or_model_the_remedy_is_told_and_once_they_are_there_they_are_served()
    {
        await using TestApi api = await TestApi.OverAsync(
            new SampleLibrary(), options => options.Remedies[Core.RemedyKind.Index] = "do index", _time);
        JsonElement problem = await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.PostAsync("search", Search));
        Assert.Equal(("index", "do index"), (problem.GetProperty("remedy").GetString(), problem.GetProperty("command").GetString()));
        await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.UploadRawAsync(api.Library.Bytes("1.png")));
        await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.GetAsync("images"));
        await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.PostAsync("jobs", """{"kind":"index"}"""));

        await api.Library.IndexAsync();
        Wait();
        Assert.Equal(6, (await api.KeysAsync(Search)).Length);

        File.Delete(api.Library.Model);
        problem = await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.PostAsync("search", Search));
        Assert.Equal("trainModel", problem.GetProperty("remedy").GetString());
        api.Library.WriteModel(scale: 1);
        Wait();
        Assert.Equal(6, (await api.KeysAsync(Search)).Length);
    }

    [Fact]
    public async Task A_model_that_did_not_make_the_index_is_never_searched_with()
    {
        await using TestApi api = await TestApi.StartAsync(time: _time);
        string query = await api.UploadAsync(api.Library.Bytes("3.png"));
        float before = await NearestAsync(api, query);
        api.Library.WriteModel(scale: 2);

        JsonElement problem = await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.PostAsync("search", Search));
        Assert.Equal("rebuild", problem.GetProperty("remedy").GetString());
        await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.PostAsync("search", $$"""{"examples":[{"query":"{{query}}"}]}"""));

        // Made anew in the same file, while it is open here.
        await api.Library.IndexAsync(rebuild: true);
        Wait();
        Assert.Equal(2 * before, await NearestAsync(api, query), 1e-3f);
    }

    [Fact]
    public async Task An_index_that_is_made_anew_by_another_model_is_not_answered_from_with_the_old_one()
    {
        await using TestApi api = await TestApi.StartAsync(time: _time);
        await api.KeysAsync(Search);
        using var other = new SampleLibrary();
        other.WriteModel(scale: 3);
        await other.IndexAsync();

        // Another file under the same name.
        File.Move(other.Index, api.Library.Index, overwrite: true);
        await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.PostAsync("search", Search));
        File.Copy(other.Model, api.Library.Model, overwrite: true);
        Wait();
        Assert.Equal(6, (await api.KeysAsync(Search)).Length);
    }

    [Fact]
    public async Task An_index_that_is_taken_away_is_missed_and_one_that_is_put_back_is_served()
    {
        await using TestApi api = await TestApi.StartAsync(time: _time);
        await api.KeysAsync(Search);
        File.Move(api.Library.Index, api.Library.Index + ".away");
        await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.PostAsync("search", Search));
        File.Move(api.Library.Index + ".away", api.Library.Index);
        Wait();
        Assert.Equal(6, (await api.KeysAsync(Search)).Length);
    }

    [Fact]
    public async Task A_damaged_index_is_told_without_a_word_of_where_it_lies()
    {
        var library = new SampleLibrary();
        await File.WriteAllTextAsync(library.Index, new string('x', 5000), TestContext.Current.CancellationToken);
        await using TestApi api = await TestApi.OverAsync(library);
        await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.PostAsync("search", Search));
        await api.ProblemAsync(HttpStatusCode.ServiceUnavailable, "not-ready", api.GetAsync("images"));
    }

    /// <summary>What could not be opened is tried again after a while.</summary>
    private void Wait() => _time.Advance(TimeSpan.FromSeconds(1));

    private static async Task<float> NearestAsync(TestApi api, string query)
    {
        JsonElement answer = await api.PostJsonAsync("search", $$"""{"examples":[{"query":"{{query}}"}],"top":2}""");
        return answer.GetProperty("hits")[1].GetProperty("distance").GetSingle();
    }
}
