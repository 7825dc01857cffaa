using System.Text.Json;
using NetVips;

namespace Lookalike.EndToEnd.Tests.Import;

/// <summary>A network that others trained and exported. Explicit, because it is fetched.</summary>
public sealed class ResNetTests
{
    [Fact(Explicit = true)]
    public async Task A_real_encoder_is_imported_and_finds_copies_that_were_made_smaller()
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
        foreach (int i in new[] { 0, 5, 11 })
        {
            string copy = scratch[$"smaller-{i}.jpg"];
            using (Image picture = Image.NewFromFile(Path.Combine(folder, IndexedFolder.NameOf(i)))) picture.Resize(0.7).Jpegsave(copy, q: 70);
            JsonElement hits = (await Lookalike.RunAsync("search", copy, "--top", "1", "--model", model, "--index", index, "--json")).Expect(0).Json.GetProperty("queries")[0].GetProperty("hits");
            Assert.Equal($"pictures/{IndexedFolder.NameOf(i)}", hits[0].GetProperty("key").GetString());
        }

        string Text(string name) => report.GetProperty(name).GetString()!;
    }
}
