using System.Net;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Web.Limits;
using Lookalike.Web.Serving;
using Microsoft.Extensions.DependencyInjection;
using NetVips;

namespace Lookalike.Web.Tests.Endpoints;

public sealed class DrawingEndpointsTests
{
    private const string Pair = """{"from":{"key":"pictures/1.png"},"to":{"key":"pictures/2.png"},"frames":5}""", One = """{"example":{"key":"pictures/1.png"}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reconstruction_shows_what_the_encoder_sees_and_what_the_decoder_draws()
    {
        var library = new SampleLibrary();
        library.WriteModel(Halving());
        await using TestApi api = await TestApi.OverAsync(await library.IndexAsync());
        byte[][] frames = await DrawAsync(api, "reconstructions", One, frames: 2);

        Assert.True(frames[0].Distinct().Count() > 50);
        Assert.All(frames[0].Zip(frames[1]), pair => Assert.InRange((pair.First / 2.0) - pair.Second, -0.6, 0.6));
    }

    [Fact]
    public async Task An_uploaded_picture_and_a_part_of_it_are_drawn_too()
    {
        await using TestApi api = await TestApi.StartAsync();
        string token = await api.UploadAsync(api.Library.Bytes("1.png"));

        byte[][] whole = await DrawAsync(api, "reconstructions", $$"""{"example":{"query":"{{token}}"} }""", frames: 2);
        Assert.Equal((await DrawAsync(api, "reconstructions", One, frames: 2))[0], whole[0]);
        byte[][] part = await DrawAsync(api, "reconstructions", $$"""{"example":{"query":"{{token}}","crop":{"x":0,"y":0,"width":0.5,"height":0.5} } }""", frames: 2);
        Assert.NotEqual(whole[0], part[0]);
    }

    [Fact]
    public async Task A_walk_leads_from_one_image_to_the_other_in_even_steps()
    {
        await using TestApi api = await TestApi.StartAsync();
        byte[][] frames = await DrawAsync(api, "walks", Pair, frames: 5);

        Assert.Equal((await DrawAsync(api, "reconstructions", One, frames: 2))[1], frames[0]);
        for (int frame = 0; frame < 5; frame++)
        {
            double share = frame / 4.0;
            for (int i = 0; i < frames[0].Length; i++) Assert.Equal((frames[0][i] * (1 - share)) + (frames[4][i] * share), frames[frame][i], 0.51);
        }

        Assert.Equal(33, (await DrawAsync(api, "walks", Pair.Replace(",\"frames\":5", "", StringComparison.Ordinal), frames: 33)).Length);
    }

    [Fact]
    public async Task Latents_of_unit_length_keep_it_on_the_way_and_the_detail_goes_along()
    {
        // The latent is the direction of green and blue, and the decoder draws those of it; the detail is the pixels, of which it draws red.
        var library = new SampleLibrary();
        library.WriteModel(Directed());
        await using TestApi api = await TestApi.OverAsync(await library.IndexAsync());
        byte[][] frames = await DrawAsync(api, "walks", Pair, frames: 5);

        double[] lengths = [.. frames.Select(frame => Math.Sqrt(frame.Where((_, i) => i % 3 > 0).Sum(value => (double)value * value)))];
        Assert.All(lengths, length => Assert.Equal(lengths[0], length, 0.02 * lengths[0]));
        for (int i = 0; i < frames[0].Length; i += 3) Assert.Equal((frames[0][i] + frames[4][i]) / 2.0, frames[2][i], 1.01);
    }

    [Fact]
    public async Task An_imported_encoder_draws_nothing_and_the_server_goes_on()
    {
        var library = new SampleLibrary();
        library.ImportModel();
        await using TestApi api = await TestApi.OverAsync(await library.IndexAsync());
        await api.ProblemAsync(HttpStatusCode.Conflict, "no-decoder", api.PostAsync("reconstructions", One));
        await api.ProblemAsync(HttpStatusCode.Conflict, "no-decoder", api.PostAsync("walks", Pair));
        Assert.Equal(6, (await api.KeysAsync("""{"examples":[{"key":"pictures/1.png"}]}""")).Length);
    }

    [Fact]
    public async Task The_decoder_is_opened_once_for_many_and_anew_for_another_model()
    {
        await using TestApi api = await TestApi.StartAsync();
        var served = api.Services.GetRequiredService<ServedLibrary>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DrawAsync(api, "reconstructions", One, frames: 2)));
        object first = await served.UseAsync(moment => Task.FromResult(moment.Opened.WholeModel.Decoder), Token);
        Assert.Same(first, await served.UseAsync(moment => Task.FromResult(moment.Opened.WholeModel.Decoder), Token));

        api.Library.WriteModel(Halving());
        await api.Library.IndexAsync(rebuild: true);
        byte[][] frames = await DrawAsync(api, "reconstructions", One, frames: 2);
        Assert.True(frames[1].Max() <= 128);
    }

    [Theory]
    [InlineData("reconstructions", "{}")]
    [InlineData("reconstructions", """{"example":{}}""")]
    [InlineData("reconstructions", """{"example":null}""")]
    [InlineData("reconstructions", """{"example":{"key":"a","query":"b"}}""")]
    [InlineData("reconstructions", """{"example":{"key":"a","weight":1}}""")]
    [InlineData("reconstructions", """{"example":{"key":"a","crop":{"x":0.5,"y":0,"width":0.6,"height":1}}}""")]
    [InlineData("walks", """{"from":{"key":"a"}}""")]
    [InlineData("walks", """{"from":{"key":"a"},"to":{}}""")]
    [InlineData("walks", """{"from":{"key":"a"},"to":{"key":"b"},"frames":2}""")]
    [InlineData("walks", """{"from":{"key":"a"},"to":{"key":"b"},"frames":66}""")]
    [InlineData("walks", """{"from":{"key":"a"},"to":{"key":"b"},"frames":3.5}""")]
    public async Task What_cannot_be_drawn_is_refused(string address, string json)
    {
        await using TestApi api = await TestApi.StartAsync();
        await api.ProblemAsync(HttpStatusCode.BadRequest, "bad-request", api.PostAsync(address, json));
    }

    [Fact]
    public async Task What_is_not_there_or_no_longer_is_not_drawn()
    {
        await using TestApi api = await TestApi.StartAsync();
        await api.ProblemAsync(HttpStatusCode.NotFound, "unknown-image", api.PostAsync("reconstructions", """{"example":{"key":"nothing"}}"""));
        await api.ProblemAsync(HttpStatusCode.NotFound, "unknown-query", api.PostAsync("reconstructions", """{"example":{"query":"nothing"}}"""));
        File.Delete(Path.Combine(api.Library.Pictures, "2.png"));
        await api.ProblemAsync(HttpStatusCode.Gone, "gone", api.PostAsync("walks", Pair));
    }

    [Fact]
    public async Task More_than_memory_is_for_and_more_than_wait_are_turned_away()
    {
        await using TestApi api = await TestApi.StartAsync(options => options.MaxPixels = 4 * SampleLibrary.Side * SampleLibrary.Side);
        await api.ProblemAsync(HttpStatusCode.UnprocessableEntity, "too-many-pixels", api.PostAsync("walks", Pair));

        WorkQueue drawings = api.Services.GetRequiredService<WorkQueues>().Drawings;
        using IDisposable first = await drawings.EnterAsync(Token), second = await drawings.EnterAsync(Token);
        using var leaving = new CancellationTokenSource();
        Task[] waiting = [.. Enumerable.Range(0, Settings.Bounds.WaitingDrawings).Select(_ => drawings.EnterAsync(leaving.Token))];
        await api.ProblemAsync(HttpStatusCode.TooManyRequests, "too-busy", api.PostAsync("reconstructions", One));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    /// <summary>Draws everything half as light.</summary>
    private static Network Halving() => new()
    {
        Encoder = [new FlattenLayer(), SampleLibrary.Scaling(SampleLibrary.Size, 1)],
        Decoder =
        [
            SampleLibrary.Scaling(SampleLibrary.Size, 0.5f),
            new ReshapeLayer { Channels = 3, Height = SampleLibrary.Side, Width = SampleLibrary.Side },
        ],
    };

    private static Network Directed()
    {
        const int size = SampleLibrary.Size, plane = size / 3, latent = size - plane, code = latent + size;
        float[] colours = new float[latent * size], weights = new float[size * code];
        for (int i = 0; i < latent; i++) colours[(i * size) + plane + i] = 1;
        for (int i = 0; i < plane; i++) weights[(i * code) + latent + i] = 1;
        for (int i = plane; i < size; i++) weights[(i * code) + i - plane] = 5;
        return new Network
        {
            Encoder =
            [
                new FlattenLayer(),
                new DenseLayer { InputSize = size, OutputSize = latent, Weights = colours, Bias = new float[latent] },
                new UnitLengthLayer(),
            ],
            Detail = [new FlattenLayer()],
            Decoder =
            [
                new DenseLayer { InputSize = code, OutputSize = size, Weights = weights, Bias = new float[size] },
                new ReshapeLayer { Channels = 3, Height = SampleLibrary.Side, Width = SampleLibrary.Side },
            ],
        };
    }

    /// <summary>The pictures that are drawn in a row, each [height, width, channels].</summary>
    private static async Task<byte[][]> DrawAsync(TestApi api, string address, string json, int frames)
    {
        using HttpResponseMessage answer = await api.PostAsync(address, json);
        byte[] png = await answer.Content.ReadAsByteArrayAsync(Token);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, System.Text.Encoding.UTF8.GetString(png));
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        using Image row = Image.PngloadBuffer(png);
        Assert.Equal((frames * SampleLibrary.Side, SampleLibrary.Side, 3), (row.Width, row.Height, row.Bands));
        return [.. Enumerable.Range(0, frames).Select(i => Cut(row, i))];
    }

    private static byte[] Cut(Image row, int frame)
    {
        using Image cut = row.Crop(frame * SampleLibrary.Side, 0, SampleLibrary.Side, SampleLibrary.Side);
        return cut.WriteToMemory<byte>();
    }
}
