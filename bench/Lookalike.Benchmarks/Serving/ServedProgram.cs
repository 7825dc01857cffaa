using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Lookalike.Benchmarks;

/// <summary><c>lookalike serve</c> as a process of its own, on a port of its own, asked over loopback.</summary>
internal sealed class ServedProgram : IDisposable
{
    private const string Listening = "Serving the API at ";

    private static readonly MediaTypeHeaderValue Json = new("application/json"), Png = new("image/png");

    private readonly Process _process;
    private readonly HttpClient _client;

    private ServedProgram(Process process, Uri api)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = api };
        Address = new Uri(api, "/");
    }

    /// <summary>Where its page is.</summary>
    public Uri Address { get; }

    /// <summary>Its memory that is in use now, in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>What it has taken of the processor by now.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it, and waits until it listens.</summary>
    public static ServedProgram Start(string program, ServedFiles files)
    {
        string[] arguments = ["serve", "--model", files.Model, "--index", files.Index, "--listen", "localhost:0"];
        Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        while (process.StandardError.ReadLine() is { } line)
        {
            if (!line.StartsWith(Listening, StringComparison.Ordinal)) continue;
            _ = process.StandardError.ReadToEndAsync(); // a pipe that nobody reads would stop it
            return new ServedProgram(process, new Uri(line[Listening.Length..].Split([' ', ','])[0] + "/"));
        }

        process.WaitForExit();
        throw new InvalidOperationException($"{program} ended with {process.ExitCode} before it listened.");
    }

    /// <summary>Milliseconds from the start of the process to the answer of its first search.</summary>
    public static double TimeStart(string program, ServedFiles files, string key)
    {
        long start = Stopwatch.GetTimestamp();
        using ServedProgram server = Start(program, files);
        server.SearchAsync(key).GetAwaiter().GetResult();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Searches by key for ten hits, and reads the answer to its end.</summary>
    public async Task<byte[]> SearchAsync(string key)
    {
        using HttpResponseMessage answer = await PostSearchAsync(key);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    /// <summary>The same, whatever its status is.</summary>
    public Task<HttpResponseMessage> PostSearchAsync(string key) =>
        PostAsync("search", JsonSerializer.SerializeToUtf8Bytes(new { examples = new[] { new { key } } }), Json);

    /// <summary>Uploads a picture and searches with it.</summary>
    public async Task SearchPictureAsync(byte[] picture)
    {
        using HttpResponseMessage uploaded = await PostAsync("queries", picture, Png);
        JsonElement stored = JsonSerializer.Deserialize<JsonElement>(await uploaded.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
        string query = stored.GetProperty("query").GetString()!;
        using HttpResponseMessage found = await PostAsync("search", JsonSerializer.SerializeToUtf8Bytes(new { examples = new[] { new { query } } }), Json);
        await found.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private Task<HttpResponseMessage> PostAsync(string address, byte[] body, MediaTypeHeaderValue type) =>
        _client.PostAsync(new Uri(address, UriKind.Relative), new ByteArrayContent(body) { Headers = { ContentType = type } });
}
