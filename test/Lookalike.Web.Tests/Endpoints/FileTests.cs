using System.Net;

namespace Lookalike.Web.Tests.Endpoints;

public sealed class FileTests : IAsyncLifetime
{
    private TestApi _api = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Picture => Path.Combine(_api.Library.Pictures, "1.png");

    public async ValueTask InitializeAsync() => _api = await TestApi.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_file_comes_as_it_is_and_can_harm_no_page()
    {
        using HttpResponseMessage answer = await FileAsync();

        Assert.Equal(_api.Library.Bytes("1.png"), await answer.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.StartsWith("inline; filename=", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["no-cache", "private"], TestApi.CacheControl(answer));
    }

    [Fact]
    public async Task Parts_of_it_come_by_range_and_nothing_where_it_is_known()
    {
        using HttpResponseMessage part = await FileAsync(("Range", "bytes=1-3"));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(_api.Library.Bytes("1.png")[1..4], await part.Content.ReadAsByteArrayAsync(Token));

        using HttpResponseMessage known = await FileAsync(("If-None-Match", part.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        using HttpResponseMessage beyond = await FileAsync(("Range", "bytes=99999999-"));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task A_type_comes_from_the_content_whatever_the_name_says()
    {
        await File.WriteAllBytesAsync(Path.Combine(_api.Library.Pictures, "page.jpg"), _api.Library.Bytes("1.png"), Token);
        await _api.Library.IndexAsync();

        using HttpResponseMessage answer = await _api.GetAsync($"images/{TestApi.Id("page.jpg")}/file");
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_file_that_has_vanished_or_changed_is_gone()
    {
        await File.AppendAllTextAsync(Picture, "more", Token);
        await _api.ProblemAsync(HttpStatusCode.Gone, "gone", FileAsync());
        File.Delete(Picture);
        await _api.ProblemAsync(HttpStatusCode.Gone, "gone", FileAsync());
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_folder_is_not_followed()
    {
        string secret = Path.Combine(_api.Library.Root, "secret.png");
        File.Move(Picture, secret);
        File.CreateSymbolicLink(Picture, secret);
        await _api.ProblemAsync(HttpStatusCode.Forbidden, "outside-folder", FileAsync());
        await _api.ProblemAsync(HttpStatusCode.Forbidden, "outside-folder", _api.GetAsync($"images/{TestApi.Id("1.png")}/thumbnail"));

        // Nor one on the way.
        string outside = Path.Combine(_api.Library.Root, "outside");
        Directory.CreateDirectory(Path.Combine(_api.Library.Pictures, "below"));
        _api.Library.Draw("below/9.png", seed: 9);
        await _api.Library.IndexAsync();
        Directory.Move(Path.Combine(_api.Library.Pictures, "below"), outside);
        Directory.CreateSymbolicLink(Path.Combine(_api.Library.Pictures, "below"), outside);
        await _api.ProblemAsync(HttpStatusCode.Forbidden, "outside-folder", _api.GetAsync($"images/{TestApi.Id("below/9.png")}/file"));
    }

    [Fact]
    public async Task A_folder_that_is_itself_a_link_is_served()
    {
        string real = Path.Combine(_api.Library.Root, "elsewhere");
        Directory.Move(_api.Library.Pictures, real);
        Directory.CreateSymbolicLink(_api.Library.Pictures, real);

        using HttpResponseMessage answer = await FileAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_pipe_in_the_place_of_a_file_is_not_waited_for()
    {
        File.Delete(Picture);
        Shell.Run("mkfifo", Picture);
        await _api.ProblemAsync(HttpStatusCode.Gone, "gone", FileAsync());
    }

    [Fact]
    public async Task Where_files_are_not_handed_out_none_is_and_no_image_names_one()
    {
        await using TestApi api = await TestApi.StartAsync(options => options.ServeOriginals = false);
        await api.ProblemAsync(HttpStatusCode.Forbidden, "switched-off", api.GetAsync($"images/{TestApi.Id("1.png")}/file"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await api.GetJsonAsync($"images/{TestApi.Id("1.png")}")).GetProperty("file").ValueKind);
        using HttpResponseMessage thumbnail = await api.GetAsync($"images/{TestApi.Id("1.png")}/thumbnail");
        Assert.Equal(HttpStatusCode.OK, thumbnail.StatusCode);
    }

    private Task<HttpResponseMessage> FileAsync(params (string Name, string Value)[] headers) => _api.GetAsync($"images/{TestApi.Id("1.png")}/file", headers);
}
