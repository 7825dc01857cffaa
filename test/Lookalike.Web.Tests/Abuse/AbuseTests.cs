using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Lookalike.Web.Tests.Hosting;

namespace Lookalike.Web.Tests.Abuse;

/// <summary>Whatever comes over the wire, the server answers what it can, never with 500, and goes on serving.</summary>
public sealed class AbuseTests
{
    private const int Requests = 4000;

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
    public async Task Hundreds_of_connections_that_say_nothing_keep_nobody_from_being_served()
    {
        await using KestrelApi api = await KestrelApi.StartAsync();
        var idle = new List<TcpClient>();
        try
        {
            for (int i = 0; i < 500; i++)
            {
                var client = new TcpClient();
                idle.Add(client);
                await client.ConnectAsync(api.Address.Host, api.Address.Port, Token);
                if (i % 2 == 0) await client.GetStream().WriteAsync("POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), Token);
            }

            using HttpResponseMessage answer = await api.Client.GetAsync(new Uri("status", UriKind.Relative), Token);
            Assert.True(answer.IsSuccessStatusCode);
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
}
