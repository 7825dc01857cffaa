using System.Net.Sockets;
using System.Text;
using Lookalike.Web.Hosting;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Lookalike.Web.Tests.Hosting;

/// <summary>The server as the command starts it, on a port of its own, asked over sockets.</summary>
internal sealed class KestrelApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private KestrelApi(WebApplication app, SampleLibrary library)
    {
        (_app, Library) = (app, library);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient { BaseAddress = new Uri(Address, "/api/v1/") };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public SampleLibrary Library { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<KestrelApi> StartAsync(Action<LookalikeWebOptions>? configure = null)
    {
        SampleLibrary library = await new SampleLibrary().IndexAsync();
        Assert.True(ListenPoint.TryParse("localhost:0", out ListenPoint? point));
        WebApplication app = LookalikeServer.Build(point, options =>
        {
            (options.ModelPath, options.IndexPath, options.Datasets) = (library.Model, library.Index, library.Datasets);
            configure?.Invoke(options);
        });
        await app.StartAsync(Token);
        return new KestrelApi(app, library);
    }

    /// <summary>Sends bytes as they are, and reads what comes until the connection is closed.</summary>
    /// <param name="request">The bytes.</param>
    /// <param name="thenHangUp">Whether nothing more will come after them, as where a client was cut off.</param>
    public async Task<string> SendRawAsync(byte[] request, bool thenHangUp = true)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Address.Host, Address.Port, Token);
        NetworkStream stream = client.GetStream();
        var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request, Token);
            if (thenHangUp) client.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(answer, Token);
        }
        catch (IOException)
        {
            // The server may close while more is being sent; what it said before counts.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(Token);
        await _app.DisposeAsync();
        Library.Dispose();
    }
}
