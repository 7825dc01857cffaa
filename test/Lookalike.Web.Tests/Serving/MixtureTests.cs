using System.Net;
using System.Text.Json;
using Lookalike.Index.Records;
using Lookalike.Web.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lookalike.Web.Tests.Serving;

/// <summary>While model and index are replaced again and again, by pairs that do not fit each other in between, no answer is of one model and the other's index.</summary>
public sealed class MixtureTests
{
    private const int Swaps = 12, Clients = 3;

    /// <summary>The whole of a picture, encoded anew: of the model that made the index it finds itself at once, of the other it is far away.</summary>
    private const string Search = """{"examples":[{"key":"pictures/3.png","crop":{"x":0,"y":0,"width":1,"height":1}}],"top":2}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_are_of_a_pair_or_there_is_none()
    {
        // What could not be opened is tried again soon.
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(300) };
        await using TestApi api = await TestApi.StartAsync(time: time);
        (string Model, string Index)[] pairs = [await PairAsync(api.Library, "a", scale: 1), await PairAsync(api.Library, "b", scale: 3)];
        using var swapped = new CancellationTokenSource();
        Task<int>[] asking = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(() => AskAsync(api, swapped.Token), Token))];
        for (int i = 0; i < Swaps; i++)
        {
            Replace(pairs[(i + 1) % 2].Model, api.Library.Model);
            await AnswerAsync(api);
            Replace(pairs[(i + 1) % 2].Index, api.Library.Index);
            while (!await AnswerAsync(api)) await Task.Yield();
        }

        await swapped.CancelAsync();
        Assert.All(await Task.WhenAll(asking), answers => Assert.True(answers > 0));
    }

    [Fact]
    public async Task What_read_another_models_index_for_a_while_is_done_again()
    {
        await using TestApi api = await TestApi.StartAsync();
        (string Model, string Index) a = await PairAsync(api.Library, "a", scale: 1), b = await PairAsync(api.Library, "b", scale: 3);
        Replace(a.Model, api.Library.Model);
        Replace(a.Index, api.Library.Index);
        int times = 0;
        string read = await api.Services.GetRequiredService<ServedLibrary>().UseAsync(
            async moment =>
            {
                bool first = times++ == 0;
                if (first) Replace(b.Index, api.Library.Index);
                IndexDescription found = await moment.Opened.Index.Store.DescribeAsync(Token);
                if (first) Replace(a.Index, api.Library.Index);
                return found.Fingerprint == moment.Opened.Encoder.Description.Fingerprint ? "its own" : "another model's";
            },
            Token);
        Assert.Equal(("its own", 2), (read, times));
    }

    private static async Task<int> AskAsync(TestApi api, CancellationToken swapped)
    {
        int answers = 0;
        while (!swapped.IsCancellationRequested)
        {
            if (await AnswerAsync(api)) answers++;
        }

        return answers;
    }

    /// <summary>Asks, and requires that what is answered is right.</summary>
    /// <returns>Whether it was answered.</returns>
    private static async Task<bool> AnswerAsync(TestApi api)
    {
        using HttpResponseMessage answer = await api.PostAsync("search", Search);
        string text = await answer.Content.ReadAsStringAsync(Token);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return false;
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        JsonElement nearest = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("hits")[0];
        Assert.True(nearest.GetProperty("key").GetString() == "pictures/3.png" && nearest.GetProperty("distance").GetSingle() < 1.5f, text);
        return true;
    }

    /// <summary>A model, and an index of the same pictures that it made.</summary>
    private static async Task<(string Model, string Index)> PairAsync(SampleLibrary library, string name, float scale)
    {
        library.WriteModel(scale);
        await library.IndexAsync(rebuild: true);
        (string model, string index) = ($"{library.Model}.{name}", $"{library.Index}.{name}");
        File.Copy(library.Model, model);
        File.Copy(library.Index, index);
        return (model, index);
    }

    private static void Replace(string from, string to)
    {
        File.Copy(from, to + ".new", overwrite: true);
        File.Move(to + ".new", to, overwrite: true);
    }
}
