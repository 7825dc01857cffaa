using System.Net;
using System.Text.Json;
using Lookalike.Web.Settings;
using Microsoft.Extensions.Time.Testing;
using NetVips;

namespace Lookalike.Web.Tests.Endpoints;

public sealed class QueryEndpointTests
{
    [Fact]
    public async Task An_uploaded_picture_is_told_of_upright_and_kept_for_a_while_only()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using TestApi api = await TestApi.StartAsync(time: time);
        HttpResponseMessage answer = await api.UploadRawAsync(OnItsSide(30, 20), "image/jpeg");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        JsonElement query = await TestApi.JsonAsync(answer);
        Assert.Equal((20, 30), (query.GetProperty("width").GetInt32(), query.GetProperty("height").GetInt32()));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMinutes(15), query.GetProperty("expires").GetDateTimeOffset());
        string search = $$"""{"examples":[{"query":"{{query.GetProperty("query").GetString()}}"}]}""";
        Assert.Equal(6, (await api.KeysAsync(search)).Length);

        time.Advance(TimeSpan.FromMinutes(15));
        await api.ProblemAsync(HttpStatusCode.NotFound, "unknown-query", api.PostAsync("search", search));
    }

    [Fact]
    public async Task Of_more_pictures_than_are_kept_the_oldest_is_forgotten()
    {
        await using TestApi api = await TestApi.StartAsync();
        byte[] picture = api.Library.Bytes("0.png");
        string first = await api.UploadAsync(picture);
        for (int i = 0; i < Bounds.Queries; i++) await api.UploadAsync(picture);

        await api.ProblemAsync(HttpStatusCode.NotFound, "unknown-query", api.PostAsync("search", $$"""{"examples":[{"query":"{{first}}"}]}"""));
    }

    [Fact]
    public async Task Nothing_that_is_uploaded_is_written_anywhere()
    {
        await using TestApi api = await TestApi.StartAsync();
        await api.UploadAsync(api.Library.Bytes("0.png"));
        string[] before = Files(api);
        await api.UploadAsync(api.Library.Bytes("0.png"));

        Assert.Equal(before, Files(api));

        static string[] Files(TestApi api) => [.. Directory.GetFiles(api.Library.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no picture")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>")]
    [InlineData("\u0089PNG\r\n\u001a\nbroken")]
    public async Task What_is_no_picture_is_told_so(string text)
    {
        await using TestApi api = await TestApi.StartAsync();
        await api.ProblemAsync(
            HttpStatusCode.UnprocessableEntity, "unreadable-picture", api.UploadRawAsync([.. text.Select(c => (byte)c)]));
    }

    [Fact]
    public async Task A_picture_of_too_many_pixels_is_refused_by_its_header()
    {
        await using TestApi api = await TestApi.StartAsync(options => options.MaxPixels = 12 * 12);
        await api.UploadAsync(api.Library.Bytes("0.png"));
        api.Library.Draw("large.png", seed: 1, width: 13);
        byte[] large = api.Library.Bytes("large.png");

        // Cut short behind its header: whoever had decoded it would have found that first.
        JsonElement problem = await api.ProblemAsync(
            HttpStatusCode.UnprocessableEntity, "too-many-pixels", api.UploadRawAsync(large[..(large.Length / 2)]));
        Assert.Contains("13 x 12", problem.GetProperty("actual").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused_whether_or_not_its_length_is_told(bool told)
    {
        await using TestApi api = await TestApi.StartAsync(options => options.MaxUploadBytes = 1000);
        using HttpContent content = told ? new ByteArrayContent(new byte[1001]) : new StreamContent(new Endless(1001));
        content.Headers.ContentType = new("image/png");

        JsonElement problem = await api.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large", api.SendAsync(HttpMethod.Post, "queries", content));
        Assert.Equal(1000, problem.GetProperty("limit").GetInt32());
    }

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_does_not_call_itself_a_picture_is_refused(string type)
    {
        await using TestApi api = await TestApi.StartAsync();
        await api.ProblemAsync(
            HttpStatusCode.UnsupportedMediaType, "unsupported-media-type", api.UploadRawAsync(api.Library.Bytes("0.png"), type));
    }

    private static byte[] OnItsSide(int width, int height)
    {
        using Image image = DrawnPicture.Of(new byte[width * height * 3], width, height, bands: 3);
        return image.Mutate(m => m.Set(GValue.GIntType, "orientation", 6)).WriteToBuffer(".jpg");
    }

    /// <summary>So many zeros, of a length that is not known before.</summary>
    private sealed class Endless(long length) : Stream
    {
        private long _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(_left, count);
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
