using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Lookalike.Web.Tests.Hosting;

namespace Lookalike.Web.Tests.Abuse;

/// <summary>Whatever comes over the wire, the server answers what it can, never with 500, and goes on serving.</summary>
public sealed class AbuseTests
{
    private const int Requests = 4000;

    /// <summary>The beginnings of a head, of JSON and of a picture.</summary>
    private static readonly string[] Unfinished =
    [
        "GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\nX: ",
        "POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
        "POST /api/v1/queries HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: 1000\r\n\r\n",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thousands_of_malformed_requests_bring_no_500_and_no_file_from_outside()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        string secret = Guid.NewGuid().ToString();
        await File.WriteAllTextAsync(Path.Combine(api.Library.Root, "secret.txt"), secret, Token);
        var requests = new MalformedRequest(seed: 20260);
        var statuses = new SortedDictionary<int, int>();
        for (int i = 0; i < Requests; i++)
        {
            (byte[] request, bool mayBeCut) = requests.Next(TestApi.Id("1.png"));
            string answer = await api.SendRawAsync(request, thenHangUp: mayBeCut);
            int status = answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            string said = $"request {i}:\n{Encoding.Latin1.GetString(request)}\nanswer:\n{answer}";
            Assert.False(status is 500 or 501 or 502, said);
            Assert.False(answer.Contains(secret, StringComparison.Ordinal) || answer.Contains(api.Library.Root, StringComparison.Ordinal) || answer.Contains("root:", StringComparison.Ordinal), said);
        }

        // They reached what they were to reach.
        Assert.True(statuses.GetValueOrDefault(200) > 50 && statuses.GetValueOrDefault(400) > 500 && statuses.GetValueOrDefault(404) > 200, string.Join(", ", statuses));
        using HttpResponseMessage after = await api.Client.GetAsync(new Uri("status", UriKind.Relative), Token);
        Assert.True(after.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_thousand_connections_that_say_nothing_or_speak_slowly_keep_nobody_from_being_served()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        var idle = new List<TcpClient>();
        try
        {
            for (int i = 0; i < 1000; i++)
            {
                var client = new TcpClient();
                idle.Add(client);
                await client.ConnectAsync(api.Address.Host, api.Address.Port, Token);
                if (Unfinished.ElementAtOrDefault(i % 4) is { } begun) await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(begun), Token);
            }

            // A byte more of each now and then.
            using HttpContent search = new StringContent("""{"examples":[{"key":"pictures/1.png"}]}""", Encoding.UTF8, "application/json");
            for (int round = 0; round < 5; round++)
            {
                foreach (TcpClient client in idle.Where((_, i) => i % 4 < Unfinished.Length)) await SendByteAsync(client);
                using HttpResponseMessage answer = await api.Client.PostAsync(new Uri("search", UriKind.Relative), search, Token);
                Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
            }

            // Whoever does not get on is cut off; a head has 15 seconds.
            using var slow = new MemoryStream();
            await idle[0].GetStream().CopyToAsync(slow, Token);
            Assert.StartsWith("HTTP/1.1 408 ", Encoding.ASCII.GetString(slow.ToArray()), StringComparison.Ordinal);
        }
        finally
        {
            foreach (TcpClient client in idle) client.Dispose();
        }
    }

    [Fact]
    public async Task Headers_without_an_end_are_cut_off()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        string answer = await api.SendRawAsync(Encoding.ASCII.GetBytes($"GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\nX: {new string('a', 40_000)}\r\n\r\n"));
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 431 ", StringComparison.Ordinal), answer);
    }

    private static async Task SendByteAsync(TcpClient client)
    {
        try
        {
            await client.GetStream().WriteAsync(new byte[] { (byte)' ' }, Token);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It was cut off before.
        }
    }
}
