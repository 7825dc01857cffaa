using Lookalike.Cli.Commands.Serve;
using Lookalike.Web.Hosting;

namespace Lookalike.Cli.Commands.Train;

/// <summary>The options of a command whose training a browser can watch while it lasts.</summary>
internal sealed class ServeOptions
{
    private readonly Option<bool> _serve = OptionOf.Flag("--serve", "Serve the page while training lasts: losses and reconstructions, as they come.");
    private readonly Option<string?> _listen = OptionOf.Text(
        "--listen", "address:port", $"With --serve: where to listen, on this machine. Default: localhost:{ListenPoint.UsualPort}.");

    /// <summary>All of them, for the command.</summary>
    public IEnumerable<Option> All => [_serve, _listen];

    /// <summary>Does some work, under the eyes of a server where one is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="modelPath">The model file that the work writes.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="UsageException">What is asked for cannot be.</exception>
    /// <exception cref="IOException">The server cannot listen; the work was not begun.</exception>
    public Task<T> WhileAsync<T>(ParseResult parsed, string modelPath, Func<Task<T>> work) => Point(parsed) is not { } point
        ? work()
        : LookalikeServer.WhileAsync(
            point,
            options =>
            {
                ServeCommand.Configure(options, modelPath, CommonOptions.UsualIndex);
                options.AllowJobs = false; // what is trained is about to take the place of what is served
            },
            addresses => parsed.Terminal().Note($"Watch it at {addresses[0]}/#training in a browser."),
            work);

    private ListenPoint? Point(ParseResult parsed)
    {
        string? listen = parsed.GetValue(_listen);
        if (!parsed.GetValue(_serve)) return listen is null ? null : throw new UsageException("--listen says where to --serve: give both, or neither.");
        return ServeCommand.Point(listen ?? $"localhost:{ListenPoint.UsualPort}") is { IsLocal: true } point ? point : throw new UsageException(
            $"--listen {listen} lets other machines ask, which needs a key: train without --serve, and run `lookalike serve --key-file FILE` beside it.");
    }
}
