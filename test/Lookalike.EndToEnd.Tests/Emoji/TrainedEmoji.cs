using System.Text.Json;

namespace Lookalike.EndToEnd.Tests.Emoji;

/// <summary>A model that was trained on the emoji, small and for as many steps on every machine, and their index.</summary>
public sealed class TrainedEmoji : IAsyncLifetime
{
    private readonly Scratch _scratch = new();

    public string Folder { get; private set; } = "";

    public string[] Pictures { get; private set; } = [];

    public string Model => _scratch["emoji.onnx"];

    public string Index => _scratch["emoji.db"];

    internal JsonElement Training { get; private set; }

    internal JsonElement Indexing { get; private set; }

    public string this[string name] => _scratch[name];

    public async ValueTask InitializeAsync()
    {
        Folder = await EmojiFolder.OpenAsync();
        Pictures = [.. Directory.GetFiles(Folder).Order(StringComparer.Ordinal)];
        Dictionary<string, string?> cache = new() { ["LOOKALIKE_DATA"] = _scratch["cache"] };
        Training = (await Lookalike.RunAsync(cache, "train", Folder, "--model", Model, "--size", "32", "--epochs", "12", "--json")).Expect(0).Json;
        Indexing = (await Lookalike.RunAsync(cache, "index", Folder, "--model", Model, "--index", Index, "--json")).Expect(0).Json;
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
