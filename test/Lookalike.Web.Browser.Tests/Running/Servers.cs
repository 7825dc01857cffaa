[assembly: AssemblyFixture(typeof(Lookalike.Web.Browser.Tests.Running.Servers))]

namespace Lookalike.Web.Browser.Tests.Running;

/// <summary>The servers that all tests ask which change nothing, each started by the first that does.</summary>
public sealed class Servers : IAsyncDisposable
{
    private readonly Lazy<Task<PictureServer>> _coloured = new(static async () => await PictureServer.StartAsync(await DrawnLibrary.ColouredAsync()));
    private readonly Lazy<Task<PictureServer>> _drawings = new(static async () => await PictureServer.StartAsync(await DrawnLibrary.OfDrawingsAsync()));

    /// <summary>That of <see cref="DrawnLibrary.ColouredAsync"/>.</summary>
    internal Task<PictureServer> Coloured => _coloured.Value;

    /// <summary>That of <see cref="DrawnLibrary.OfDrawingsAsync"/>.</summary>
    internal Task<PictureServer> Drawings => _drawings.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (Lazy<Task<PictureServer>> server in (Lazy<Task<PictureServer>>[])[_coloured, _drawings])
        {
            if (server.IsValueCreated) await (await server.Value).DisposeAsync();
        }
    }
}
