using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

public sealed class DoctorTests(TrainedIndex made) : IClassFixture<TrainedIndex>
{
    private const int Pictures = 40;

    [Fact]
    public async Task A_sound_index_of_a_data_set_is_healthy_in_text_and_in_json()
    {
        Outcome text = (await Lookalike.RunAsync("doctor", "--model", made.Model, "--index", made.Index)).Expect(0);
        Assert.StartsWith($"healthy: {DrawnDataset.TrainCount} images, 200 encoded again", text.Output, StringComparison.Ordinal);

        JsonElement report = (await Lookalike.RunAsync("doctor", "--model", made.Model, "--index", made.Index, "--sample", "all", "--json")).Expect(0).Json;
        Assert.Equal(1, report.GetProperty("schemaVersion").GetInt32());
        Assert.True(report.GetProperty("isHealthy").GetBoolean());
        Assert.Equal(DrawnDataset.TrainCount, report.GetProperty("sampled").GetInt32());
        Assert.Empty(report.GetProperty("findings").EnumerateArray());
        Assert.StartsWith("healthy: ", report.GetProperty("verdict").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flipped_byte_a_deleted_and_a_changed_picture_are_named_and_mended()
    {
        using var scratch = new Scratch();
        string[] doctor = await IndexPicturesAsync(scratch);
        FlipVectorByte(scratch["f.db"]);
        File.Delete(Picture(scratch, 7));
        Png.WriteGrey(Picture(scratch, 8), DrawnDataset.Draw(1, new Random(1234)), DrawnDataset.Size);

        Outcome text = (await Lookalike.RunAsync(doctor)).Expect(5);
        Assert.Contains("Block 0 of 'Vector'", text.Output, StringComparison.Ordinal);
        Assert.Contains(Picture(scratch, 7), text.Output, StringComparison.Ordinal);
        Assert.Contains("not healthy: 3 findings among 40 images", text.Output, StringComparison.Ordinal);
        JsonElement report = (await Lookalike.RunAsync([.. doctor, "--json"])).Expect(5).Json;
        Assert.Equal(
            [("damagedBlock", "block 0 of 'Vector'"), ("missingImage", Picture(scratch, 7)), ("changedImage", Picture(scratch, 8))],
            report.GetProperty("findings").EnumerateArray().Select(f => (f.GetProperty("kind").GetString(), f.GetProperty("place").GetString())));

        JsonElement mended = (await Lookalike.RunAsync([.. doctor, "--fix", "--json"])).Expect(0).Json;
        Assert.Equal(3, mended.GetProperty("mended").GetArrayLength());
        Assert.Equal(Pictures - 1, mended.GetProperty("images").GetInt32());
        (await Lookalike.RunAsync(doctor)).Expect(0);
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_one_finding_that_a_fix_leaves()
    {
        using var scratch = new Scratch();
        string[] doctor = await IndexPicturesAsync(scratch);
        Directory.Move(scratch["photos"], scratch["elsewhere"]);

        JsonElement report = (await Lookalike.RunAsync([.. doctor, "--fix", "--json"])).Expect(5).Json;

        JsonElement finding = Assert.Single(report.GetProperty("findings").EnumerateArray());
        Assert.Equal(("missingSource", scratch["photos"], Pictures), (finding.GetProperty("kind").GetString(), finding.GetProperty("place").GetString(), finding.GetProperty("images").GetInt32()));
        Assert.Contains("drive", finding.GetProperty("notMended").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_model_ends_with_4_and_is_never_mended()
    {
        using var scratch = new Scratch();
        string other = scratch["other.onnx"];
        (await Lookalike.RunAsync("train", made.Dataset, "--model", other, "--objective", "reconstruction", "--epochs", "1", "--batch-size", "32", "--latent", "8", "--threads", "1")).Expect(0);
        byte[] before = await File.ReadAllBytesAsync(made.Index, TestContext.Current.CancellationToken);

        Outcome outcome = (await Lookalike.RunAsync("doctor", "--model", other, "--index", made.Index, "--fix")).Expect(4);

        Assert.Contains("expected a model with the fingerprint", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"lookalike index {made.Dataset} --index {made.Index} --rebuild --model {other}", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(made.Index, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_model_the_rest_is_looked_at_and_the_end_is_4()
    {
        Outcome outcome = (await Lookalike.RunAsync("doctor", "--model", "nowhere.onnx", "--index", made.Index)).Expect(4);
        Assert.Contains("nowhere.onnx", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("not checked: the model", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"healthy as far as it was checked: {DrawnDataset.TrainCount} images", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_header_ends_with_4_and_a_missing_index_too()
    {
        using var scratch = new Scratch();
        byte[] bytes = await File.ReadAllBytesAsync(made.Index, TestContext.Current.CancellationToken);
        bytes.AsSpan(0, 16).Clear();
        await File.WriteAllBytesAsync(scratch["f.db"], bytes, TestContext.Current.CancellationToken);

        Outcome damaged = (await Lookalike.RunAsync("doctor", "--model", made.Model, "--index", scratch["f.db"])).Expect(4);
        Assert.Contains("not a SQLite database", damaged.Output, StringComparison.Ordinal);
        Assert.Contains("nowhere.db", (await Lookalike.RunAsync("doctor", "--model", made.Model, "--index", "nowhere.db")).Expect(4).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sample", "some")]
    [InlineData("--sample", "-1")]
    [InlineData("--max-pixels", "0")]
    [InlineData("mnist")]
    public async Task Bad_usage_ends_with_2(params string[] arguments) =>
        Assert.StartsWith("lookalike: ", (await Lookalike.RunAsync(["doctor", .. arguments])).Expect(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Help_begins_with_examples() =>
        Assert.StartsWith($"Examples:{Environment.NewLine}  lookalike doctor", (await Lookalike.RunAsync("doctor", "--help")).Expect(0).Output, StringComparison.Ordinal);

    private static string Picture(Scratch scratch, int number) => Path.Combine(scratch["photos"], $"{number:00}.png");

    /// <summary>Draws pictures and indexes their folder.</summary>
    /// <returns>The command that examines the index.</returns>
    private async Task<string[]> IndexPicturesAsync(Scratch scratch)
    {
        Directory.CreateDirectory(scratch["photos"]);
        var random = new Random(5);
        for (int i = 0; i < Pictures; i++) Png.WriteGrey(Picture(scratch, i), DrawnDataset.Draw(i % 2, random), DrawnDataset.Size);
        (await Lookalike.RunAsync("index", scratch["photos"], "--model", made.Model, "--index", scratch["f.db"])).Expect(0);
        return ["doctor", "--model", made.Model, "--index", scratch["f.db"]];
    }

    /// <summary>Flips a byte of the first block of vectors, which follows its bitmap: a bit for each of the pictures, and zeros up to 1,024 bits.</summary>
    private static void FlipVectorByte(string index)
    {
        byte[] bitmap = new byte[1024 / 8];
        bitmap.AsSpan(0, Pictures / 8).Fill(0xFF);
        byte[] file = File.ReadAllBytes(index);
        int at = file.AsSpan().LastIndexOf(bitmap);
        Assert.True(at > 0);
        file[at + bitmap.Length + 5] ^= 1;
        File.WriteAllBytes(index, file);
    }
}
