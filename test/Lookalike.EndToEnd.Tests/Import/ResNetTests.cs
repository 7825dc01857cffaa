using System.Text.Json;

namespace Lookalike.EndToEnd.Tests.Import;

/// <summary>A network that others trained and exported. Explicit, because it is fetched.</summary>
public sealed class ResNetTests
{
    [Fact(Explicit = true)]
    public async Task A_real_encoder_is_imported_and_tells_pictures_apart()
    {
        using var scratch = new Scratch();
        string source = await ResNetFile.OpenAsync(), model = scratch["resnet18.onnx"], index = scratch["features.db"], folder = scratch["pictures"];
        JsonElement report = (await Lookalike.RunAsync(
            "model", "import", source, "--mean", "123.15,115.90,103.06", "--std", "1", "--range", "255", "--channels", "bgr", "--model", model, "--json")).Expect(0).Json;
        Assert.Equal(
            ("Input247", "NCHW", "bgr", 224, 512, "as it is"),
            (Text("input"), Text("layout"), Text("colour"), report.GetProperty("width").GetInt32(), report.GetProperty("latentSize").GetInt32(), Text("latent")));
        Assert.True(report.GetProperty("takesBatches").GetBoolean()); // its batch of 1 is only said

        Directory.CreateDirectory(folder);
        for (int i = 0; i < 12; i++) IndexedFolder.Draw(Path.Combine(folder, IndexedFolder.NameOf(i)), i, 240, 160);
        (await Lookalike.RunAsync("index", folder, "--model", model, "--index", index)).Expect(0);
        string[] pictures = [.. Enumerable.Range(0, 12).Select(i => Path.Combine(folder, IndexedFolder.NameOf(i)))];
        JsonElement queries = (await Lookalike.RunAsync(["search", .. pictures, "--top", "1", "--model", model, "--index", index, "--json"])).Expect(0).Json.GetProperty("queries");
        Assert.Equal(
            pictures.Select(p => $"pictures/{Path.GetFileName(p)}"),
            queries.EnumerateArray().Select(q => q.GetProperty("hits")[0].GetProperty("key").GetString()));

        string Text(string name) => report.GetProperty(name).GetString()!;
    }
}
