namespace Lookalike.EndToEnd.Tests;

/// <summary>A model and an index of images made as MNIST is, made once by the program itself and shared by the tests that only read them.</summary>
public sealed class CentredIndex : IAsyncLifetime
{
    private readonly Scratch _scratch = new();

    public string Folder => _scratch.Folder;

    public string Dataset => _scratch["centred"];

    public string Model => _scratch["model.onnx"];

    public string Index => _scratch["features.db"];

    public async ValueTask InitializeAsync()
    {
        CentredDataset.Write(Dataset);
        (await Lookalike.RunAsync(
            "train", Dataset, "--model", Model, "--objective", "reconstruction", "--epochs", "6", "--batch-size", "32", "--latent", "8", "--threads", "1",
            "--vis", _scratch["vis.png"], "--plot", _scratch["plot.png"], "--history", _scratch["history.json"])).Expect(0);
        (await Lookalike.RunAsync("index", Dataset, "--model", Model, "--index", Index)).Expect(0);
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
