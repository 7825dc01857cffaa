using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Lookalike.Datasets.Fetching;

namespace Lookalike.Datasets.Tests.Support;

/// <summary>A web server on a free port of this machine that can misbehave: it answers what the test says, and may break off in the middle.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<TestRequest, TestReply> _answer;
    private readonly Task _loop;

    public TestServer(Func<TestRequest, TestReply> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = RunAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/data/");

    public HttpMirror Mirror => new(Address);

    public List<TestRequest> Requests { get; } = [];

    /// <summary>A server that has every file of <paramref name="dataset"/> and knows ranges.</summary>
    public static TestServer Serving(SmallDataset dataset) => new(request => TestReply.RangeOf(dataset.Packed(request.RawName), request));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            NetworkStream stream = client.GetStream();
            TestRequest request = await ReadAsync(stream);
            Requests.Add(request);
            TestReply reply = _answer(request);
            string range = reply.ContentRange is null ? string.Empty : $"Content-Range: {reply.ContentRange}\r\n";
            string head = $"HTTP/1.1 {reply.Status} Status\r\nContent-Length: {reply.Body.Length}\r\n{range}Connection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
            await stream.WriteAsync(reply.Body.AsMemory(0, reply.SentLength), _stop.Token);
            if (reply.Hangs) await stream.CopyToAsync(Stream.Null, _stop.Token); // until the client goes away
        }
        catch (IOException)
        {
            // The client went away first.
        }
    }

    private async Task<TestRequest> ReadAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync(_stop.Token) ?? string.Empty).Split(' ')[1];
        long? from = null;
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } header)
        {
            if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                from = long.Parse(header["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        }

        return new TestRequest(path, from);
    }
}

internal sealed record TestRequest(string Path, long? From)
{
    public string RawName => System.IO.Path.GetFileNameWithoutExtension(Path);
}

internal sealed record TestReply(int Status, byte[] Body)
{
    public string? ContentRange { get; init; }

    /// <summary>How much of the body is sent before the connection is closed.</summary>
    public int SentLength { get; init; } = Body.Length;

    /// <summary>Whether the connection stays open, silent, after what was sent.</summary>
    public bool Hangs { get; init; }

    public static TestReply NotFound { get; } = new(404, []);

    public static TestReply RangeOf(byte[] content, TestRequest request) => request.From is not { } from
        ? new TestReply(200, content)
        : from >= content.Length
            ? new TestReply(416, []) { ContentRange = $"bytes */{content.Length}" }
            : new TestReply(206, content[(int)from..]) { ContentRange = $"bytes {from}-{content.Length - 1}/{content.Length}" };
}
