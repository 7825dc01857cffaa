namespace Lookalike.EndToEnd.Tests;

/// <summary>A model and an index of drawn images, made once by the program itself and shared by the tests that only read them.</summary>
public sealed class TrainedIndex : IAsyncLifetime
{
    private readonly Scratch _scratch = new();

    public string Folder => _scratch.Folder;

    public string Dataset => _scratch["drawn"];

    public string Model => _scratch["model.onnx"];

    public string Index => _scratch["features.db"];

    internal Outcome Training { get; private set; } = null!;

    internal Outcome Indexing { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        DrawnDataset.Write(Dataset);
        Training = await Lookalike.RunAsync(
            "train", Dataset, "--model", Model, "--objective", "reconstruction", "--epochs", "12", "--batch-size", "32", "--latent", "8", "--threads", "1",
            "--vis", _scratch["vis.png"], "--plot", _scratch["plot.png"], "--history", _scratch["history.json"], "--json");
        Indexing = await Lookalike.RunAsync("index", Dataset, "--model", Model, "--index", Index, "--json");
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
