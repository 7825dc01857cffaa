using Google.Protobuf;

namespace Lookalike.EndToEnd.Tests.Import;

/// <summary>A folder of drawn pictures, and an index of it by an encoder of somebody else's making: a convolution, and the means of its maps.</summary>
public sealed class ImportedFolder : IAsyncLifetime
{
    private const int Count = 30;

    private readonly Scratch _scratch = new();

    /// <summary>A place for what one test makes.</summary>
    public string this[string name] => _scratch[name];

    public string Folder => _scratch["pictures"];

    public string Source => _scratch["net.onnx"];

    public string Model => _scratch["model.onnx"];

    public string Index => _scratch["features.db"];

    /// <summary>How the import ended.</summary>
    internal Outcome Import { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder);
        for (int i = 0; i < Count; i++) IndexedFolder.Draw(Path.Combine(Folder, IndexedFolder.NameOf(i)), i, 96, 64);
        File.WriteAllBytes(Source, TinyGraph.Maps(side: "side").Model.ToByteArray());
        Import = (await Lookalike.RunAsync("model", "import", Source, "--size", "32", "--mean", "0.5", "--std", "0.25", "--model", Model)).Expect(0);
        (await Lookalike.RunAsync("index", Folder, "--model", Model, "--index", Index)).Expect(0);
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Runs a command with the imported model.</summary>
    internal Task<Outcome> RunAsync(string command, params string[] arguments) =>
        Lookalike.RunAsync([command, .. arguments, "--model", Model, "--index", Index]);
}
