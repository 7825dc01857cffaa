using Lookalike.Web.Hosting;
using Lookalike.Web.Security;
using Lookalike.Web.Settings;

namespace Lookalike.Cli.Commands.Serve;

/// <summary><c>lookalike serve</c>: the HTTP API of an index.</summary>
internal sealed class ServeCommand
{
    private const string UsualKeyFile = "output/serve.key", Read = "read", Change = "change";

    private readonly IndexPlace _place = new(reads: true);
    private readonly Option<string> _listen = OptionOf.Text(
        "--listen", "address:port", "Where to listen. Beyond this machine a key is needed.", $"localhost:{ListenPoint.UsualPort}");
    private readonly Option<string[]> _hostNames = OptionOf.Texts(
        "--host-name", "name", "A name by which this host is asked for, beside localhost and its addresses. May be repeated.");
    private readonly Option<string[]> _origins = OptionOf.Texts(
        "--allow-origin", "origin", "An origin whose pages may ask, such as https://photos.example. May be repeated.");
    private readonly Option<string?> _keyFile = OptionOf.Text("--key-file", "file", "Ask for a key of this file, which --new-key made.");
    private readonly Option<bool> _newKey = OptionOf.Flag("--new-key", $"Make a key, print it once, add its hash to --key-file ({UsualKeyFile}), and end.");
    private readonly Option<string> _rights = OptionOf.Text(
        "--rights", "rights", "What the new key allows: read, or change, which starts and stops jobs too.", Change).AcceptOnlyFromAmong(Read, Change);
    private readonly Option<bool> _noOriginals = OptionOf.Flag("--no-originals", "Do not hand out picture files, only thumbnails.");

    public static Command Create() => new ServeCommand().ToCommand();

    private CommandWithExamples ToCommand() => new CommandWithExamples(
        "serve",
        "Serves a page and the HTTP API of an index on this machine, until Ctrl-C. What is written to the index meanwhile is seen at once.",
        "lookalike serve",
        "lookalike serve --model output/autoencoder.onnx --index output/features.db --listen localhost:8080",
        "lookalike serve --new-key",
        "lookalike serve --new-key --rights read",
        "lookalike serve --listen 0.0.0.0:5247 --key-file output/serve.key --host-name photos.example")
    {
        _listen, _hostNames, _origins, _keyFile, _newKey, _rights, _noOriginals,
    }.With(_place.All).Runs((parsed, cancellationToken) => parsed.GetValue(_newKey) ? Task.FromResult(MakeKey(parsed)) : ServeAsync(parsed, cancellationToken));

    private int MakeKey(ParseResult parsed)
    {
        string path = parsed.GetValue(_keyFile) ?? UsualKeyFile;
        Terminal terminal = parsed.Terminal();
        terminal.Output.WriteLine(KeyFile.Create(path, parsed.GetRequiredValue(_rights) == Read ? AccessRight.Read : AccessRight.Change));
        terminal.Note($"Keep this key: {path} has only its hash. Next: lookalike serve --key-file {ShellWord.Of(path)}");
        return ExitCode.Ok;
    }

    private async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string listen = parsed.GetRequiredValue(_listen);
        ListenPoint point = Point(listen);
        Dictionary<string, AccessRight> keys = parsed.GetValue(_keyFile) is { } file ? KeyFile.Read(file) : [];
        if (!point.IsLocal && keys.Count == 0)
            throw new UsageException($"--listen {listen} lets other machines ask, which needs a key: make one with --new-key, then name its --key-file.");
        Terminal terminal = parsed.Terminal();
        await LookalikeServer.RunAsync(
            point,
            options => Configure(options, parsed, keys),
            addresses =>
            {
                if (!point.IsLocal)
                    terminal.Note("Whoever reaches this machine can ask, with the key. This is plain HTTP, which can be read on its way: put TLS before it.");
                if (point.IsLocal && keys.Count == 0) terminal.Note($"Open {addresses[0]}/ in a browser.");
                terminal.Note($"Serving the API at {string.Join(", ", addresses.Select(address => $"{address}/api/v1"))} - Ctrl-C ends it.");
            },
            cancellationToken);
        return ExitCode.Ok;
    }

    /// <summary>Where to listen.</summary>
    /// <exception cref="UsageException">It is no such place.</exception>
    internal static ListenPoint Point(string listen) => ListenPoint.TryParse(listen, out ListenPoint? point) ? point : throw new UsageException(
        $"--listen {listen}: expected ADDRESS:PORT, such as localhost:{ListenPoint.UsualPort}, 192.168.1.5:8080 or [::]:8080.");

    private void Configure(LookalikeWebOptions options, ParseResult parsed, Dictionary<string, AccessRight> keys)
    {
        Configure(options, _place.ModelPath(parsed), _place.IndexPath(parsed));
        foreach ((string hash, AccessRight right) in keys) options.Keys.Add(hash, right);
        options.ServeOriginals = !parsed.GetValue(_noOriginals);
        foreach (string name in parsed.GetValue(_hostNames) ?? []) options.HostNames.Add(name);
        foreach (string origin in parsed.GetValue(_origins) ?? []) options.AllowedOrigins.Add(origin);
    }

    /// <summary>What is served, and which command helps where it cannot be.</summary>
    /// <param name="options">Are set.</param>
    /// <param name="model">The model file.</param>
    /// <param name="index">The index.</param>
    internal static void Configure(LookalikeWebOptions options, string model, string index)
    {
        options.ModelPath = model;
        options.IndexPath = index;
        options.Datasets = CommonOptions.Datasets;
        (RemedyKind Kind, string Command)[] remedies =
        [
            (RemedyKind.TrainModel, "lookalike train FOLDER"),
            (RemedyKind.Index, "lookalike index FOLDER"),
            (RemedyKind.Rebuild, "lookalike index FOLDER --rebuild"),
            (RemedyKind.Examine, "lookalike doctor"),
            (RemedyKind.Mend, "lookalike doctor --fix"),
        ];
        foreach ((RemedyKind kind, string command) in remedies) options.Remedies[kind] = command;
    }
}
