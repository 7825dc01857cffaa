using System.Text.Json;
using Google.Protobuf;

namespace Lookalike.EndToEnd.Tests.Import;

/// <summary>The whole way with an encoder that was trained elsewhere.</summary>
public sealed class ImportTests(ImportedFolder made) : IClassFixture<ImportedFolder>
{
    [Fact]
    public async Task What_was_made_is_said_and_how_to_go_on()
    {
        Assert.Contains("input   x, NCHW, rgb, 32 x 32 pixels", made.Import.Output, StringComparison.Ordinal);
        Assert.Contains("latent  4 numbers: maps, mean of 30 x 30 places", made.Import.Output, StringComparison.Ordinal);
        Assert.Contains($"Next: lookalike index <folder> --model {made.Model}", made.Import.Error, StringComparison.Ordinal);

        JsonElement report = (await Lookalike.RunAsync("model", "import", made.Source, "--size", "32", "--mean", "0.5", "--std", "0.25", "--model", made["again.onnx"], "--json")).Expect(0).Json;

        Assert.Equal(("NCHW", 4, true), (report.GetProperty("layout").GetString(), report.GetProperty("latentSize").GetInt32(), report.GetProperty("takesBatches").GetBoolean()));
        Assert.Contains(report.GetProperty("fingerprint").GetString()![..12], made.Import.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(made.Model), File.ReadAllBytes(made["again.onnx"]));
    }

    [Fact]
    public async Task Indexed_pictures_are_found_grouped_and_in_health()
    {
        string picture = Path.Combine(made.Folder, IndexedFolder.NameOf(3));
        JsonElement hits = (await made.RunAsync("search", picture, "--top", "1", "--json")).Expect(0).Json.GetProperty("queries")[0].GetProperty("hits");

        Assert.Equal("pictures/03.png", hits[0].GetProperty("key").GetString());
        (await made.RunAsync("duplicates")).Expect(0);
        Assert.Contains("0 unchanged", (await made.RunAsync("index", made.Folder, "--dry-run", "--rebuild")).Expect(0).Output, StringComparison.Ordinal);
        (await made.RunAsync("doctor", "--sample", "all")).Expect(0);
    }

    [Fact]
    public async Task It_is_measured_without_labels_and_without_an_untrained_network_beside_it()
    {
        JsonElement word = (await made.RunAsync("evaluate", "--label-free", "--json")).Expect(0).Json;

        JsonElement labelFree = word.TryGetProperty("labelFree", out JsonElement inner) ? inner : word;
        JsonElement baselines = labelFree.GetProperty("baselines");
        Assert.True(!baselines.TryGetProperty("untrainedEncoder", out JsonElement untrained) || untrained.ValueKind == JsonValueKind.Null);
        Assert.DoesNotContain("Train longer", labelFree.GetProperty("verdict").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_cannot_be_trained_further_and_training_says_why() =>
        Assert.Contains(
            "found an imported encoder, which has no decoder. Train a model",
            (await Lookalike.RunAsync("train", made.Folder, "--resume", "--model", made.Model)).Expect(4).Error, StringComparison.Ordinal);

    [Fact]
    public async Task What_is_refused_leaves_nothing_behind()
    {
        TinyGraph custom = TinyGraph.Vector();
        custom.Model.Graph.Node[0].Domain = "com.example";
        File.WriteAllBytes(made["custom.onnx"], custom.Model.ToByteArray());
        string foreign = made["mine.onnx"];
        File.WriteAllText(foreign, "mine");

        Outcome unsized = (await Lookalike.RunAsync("model", "import", made.Source, "--model", made["none.onnx"])).Expect(4);
        Outcome operators = (await Lookalike.RunAsync("model", "import", made["custom.onnx"], "--model", made["none.onnx"])).Expect(4);

        Assert.Contains("Say which it was trained with: --size.", unsized.Error, StringComparison.Ordinal);
        Assert.Contains("'Conv' of 'com.example'", operators.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(made["none.onnx"]));
        Assert.Contains("Will not overwrite", (await Lookalike.RunAsync("model", "import", made.Source, "--size", "32", "--model", foreign)).Expect(3).Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(foreign));
        Assert.Contains("no such file. Check the path.", (await Lookalike.RunAsync("model", "import", made["gone.onnx"], "--model", made["none.onnx"])).Expect(4).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_was_there_is_kept_beside_it()
    {
        string place = made["place.onnx"];
        File.Copy(made.Model, place);

        Outcome outcome = (await Lookalike.RunAsync("model", "import", made.Source, "--size", "48", "--model", place)).Expect(0);

        Assert.Contains("is there already", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(made.Model), File.ReadAllBytes(made["place.previous.onnx"]));
    }
}
