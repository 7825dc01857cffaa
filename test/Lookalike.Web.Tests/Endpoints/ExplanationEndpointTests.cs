using System.Net;
using System.Text.Json;

namespace Lookalike.Web.Tests.Endpoints;

public sealed class ExplanationEndpointTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await TestApi.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_pair_is_explained_cell_by_cell()
    {
        JsonElement answer = await _api.PostJsonAsync("explanations", """{"query":{"key":"pictures/1.png"},"hit":"pictures/1.png","rows":4,"columns":2}""");

        Assert.Equal((4, 2, 18), (answer.GetProperty("rows").GetInt32(), answer.GetProperty("columns").GetInt32(), answer.GetProperty("passes").GetInt32()));
        Assert.Equal(0, answer.GetProperty("baseDistance").GetSingle());
        float[] query = Cells(answer, "query"), hit = Cells(answer, "hit");
        Assert.Equal((8, 8), (query.Length, hit.Length));

        // Every part of a picture that is compared with itself makes them alike.
        Assert.All(query, value => Assert.True(value > 0));
        Assert.Equal(query, hit);
    }

    [Fact]
    public async Task An_uploaded_picture_and_a_part_of_it_are_explained_too()
    {
        string token = await _api.UploadAsync(_api.Library.Bytes("2.png"));
        JsonElement answer = await _api.PostJsonAsync(
            "explanations", $$"""{"query":{"query":"{{token}}","crop":{"x":0,"y":0,"width":0.5,"height":0.5} },"hit":"pictures/3.png","metric":"cosine"}""");
        Assert.Equal(49, Cells(answer, "query").Length);
        Assert.InRange(answer.GetProperty("baseDistance").GetSingle(), 0.001f, 2);
    }

    [Theory]
    [InlineData("""{"query":{"key":"pictures/1.png"},"hit":"pictures/2.png","rows":0}""")]
    [InlineData("""{"query":{"key":"pictures/1.png"},"hit":"pictures/2.png","columns":17}""")]
    [InlineData("""{"query":{},"hit":"pictures/2.png"}""")]
    [InlineData("""{"query":{"key":"pictures/1.png"}}""")]
    [InlineData("""{"query":{"key":"pictures/1.png"},"hit":null}""")]
    [InlineData("""{"query":{"key":"pictures/1.png"},"hit":"pictures/2.png","cells":3}""")]
    public Task What_an_explanation_cannot_be_of_is_refused(string json) =>
        _api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", _api.PostAsync("explanations", json));

    [Fact]
    public async Task An_image_that_is_gone_cannot_be_explained()
    {
        File.Delete(Path.Combine(_api.Library.Pictures, "2.png"));
        await _api.ProblemAsync(
            HttpStatusCode.Gone, "gone", _api.PostAsync("explanations", """{"query":{"key":"pictures/1.png"},"hit":"pictures/2.png"}"""));
        await _api.ProblemAsync(
            HttpStatusCode.NotFound, "unknown-image", _api.PostAsync("explanations", """{"query":{"key":"pictures/1.png"},"hit":"nothing"}"""));
    }

    private static float[] Cells(JsonElement answer, string name) => [.. answer.GetProperty(name).EnumerateArray().Select(value => value.GetSingle())];
}
