using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Lookalike.Web.Faults;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lookalike.Web.Hosting;

/// <summary>
/// A server of the API and its page, and nothing else. It starts from nothing: no file of settings and no variable of the environment opens another
/// address; only what is logged can be set (<c>LOOKALIKE_Logging__LogLevel__Default=Information</c>).
/// </summary>
internal static class LookalikeServer
{
    private const int MaxConnections = 1100, MaxHeaderBytes = 16 << 10;

    /// <summary>Serves until it is stopped.</summary>
    /// <param name="point">Where it listens.</param>
    /// <param name="configure">Names the files, and sets the limits.</param>
    /// <param name="started">Told the addresses once it listens.</param>
    /// <param name="cancellationToken">Stops it: what is being answered is answered, and a job keeps what it has.</param>
    /// <exception cref="IOException">It cannot listen there; the message says why and what to do.</exception>
    public static async Task RunAsync(
        ListenPoint point, Action<LookalikeWebOptions> configure, Action<IReadOnlyList<string>> started, CancellationToken cancellationToken)
    {
        WebApplication app = Build(point, configure);
        await using ConfiguredAsyncDisposable closing = app.ConfigureAwait(false);
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (Reason(e) is { } reason)
        {
            throw new IOException($"Cannot listen on {point}: {reason}", e);
        }

        started([.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses]);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // To be told to stop is how a server ends well.
        }

        await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Serves as long as some work lasts.</summary>
    /// <param name="point">Where it listens.</param>
    /// <param name="configure">Names the files, and sets the limits.</param>
    /// <param name="started">Told the addresses once it listens, before the work begins.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="IOException">It cannot listen there; the work was not begun.</exception>
    public static async Task<T> WhileAsync<T>(
        ListenPoint point, Action<LookalikeWebOptions> configure, Action<IReadOnlyList<string>> started, Func<Task<T>> work)
    {
        using var over = new CancellationTokenSource();
        var listens = new TaskCompletionSource<IReadOnlyList<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task serving = RunAsync(point, configure, listens.SetResult, over.Token);
        if (await Task.WhenAny(listens.Task, serving).ConfigureAwait(false) == serving) await serving.ConfigureAwait(false);
        started(await listens.Task.ConfigureAwait(false));
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await serving.ConfigureAwait(false);
        }
    }

    /// <summary>The server, not started.</summary>
    internal static WebApplication Build(ListenPoint point, Action<LookalikeWebOptions> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddEnvironmentVariables("LOOKALIKE_");
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, point));
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddLookalike(configure);
        WebApplication app = builder.Build();
        app.UseStatusCodePages(static context => AnswerUnknown(context.HttpContext));
        app.MapLookalike();
        app.MapLookalikePage();
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel, ListenPoint point)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        kestrel.Limits.MaxRequestBodySize = null; // RequestBody limits what it reads
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        if (point.Address is { } address) kestrel.Listen(address, point.Port, Http1);
        else if (point.Port == 0) kestrel.Listen(IPAddress.Loopback, 0, Http1);
        else kestrel.ListenLocalhost(point.Port, Http1);

        static void Http1(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
    }

    /// <summary>What the framework refuses by itself: addresses that there are not, and methods that they do not take.</summary>
    private static Task AnswerUnknown(HttpContext context)
    {
        ProblemException problem = context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
            ? new ProblemException(ProblemType.MethodNotAllowed, "This address takes other methods; Allow names them.")
            : new ProblemException(ProblemType.NotFound, "There is no such address. The API is below /api/v1.");
        return ProblemAnswer.Of(problem, context).ExecuteAsync(context);
    }

    /// <summary>
    /// Signals are heard by the program that serves, and not by the server as well: it would end before the work does that it serves beside, and tell
    /// nobody how that ended.
    /// </summary>
    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Why it cannot listen, and what to do; null for a fault of another kind.</summary>
    private static string? Reason(Exception fault)
    {
        if (fault is AddressInUseException || fault.InnerException is AddressInUseException)
            return "the port is in use. Choose another port, or stop the program that has it.";
        return (fault as SocketException ?? fault.InnerException as SocketException) switch
        {
            { SocketErrorCode: SocketError.AccessDenied } =>
                "the system does not allow it. Ports below 1024 are not for every user: choose a higher one.",
            { SocketErrorCode: SocketError.AddressNotAvailable } => "this machine has no such address. Name one of its own.",
            { } socket => $"{socket.Message}.",
            null => fault is IOException ? fault.Message : null,
        };
    }
}
