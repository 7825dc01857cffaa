using Lookalike.Web.Hosting;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Lookalike.Web.Browser.Tests.Running;

/// <summary>The server as the command starts it, on a port of its own, over drawn pictures.</summary>
internal sealed class PictureServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PictureServer(WebApplication app, DrawnLibrary library)
    {
        (_app, Library) = (app, library);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    public DrawnLibrary Library { get; }

    /// <summary>Starts it over a library, which is disposed with it.</summary>
    public static async Task<PictureServer> StartAsync(DrawnLibrary library, Action<LookalikeWebOptions>? configure = null)
    {
        Assert.True(ListenPoint.TryParse("localhost:0", out ListenPoint? point));
        WebApplication app = LookalikeServer.Build(point, options =>
        {
            (options.ModelPath, options.IndexPath, options.Datasets) = (library.Model, library.Index, library.Datasets);
            configure?.Invoke(options);
        });
        await app.StartAsync();
        return new PictureServer(app, library);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Library.Dispose();
    }
}
