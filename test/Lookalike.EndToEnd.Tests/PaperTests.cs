using System.Text;
using System.Text.Json;
using Lookalike.Datasets.Idx;

namespace Lookalike.EndToEnd.Tests;

/// <summary>Photographed drawings, searched with among images that are made as MNIST is.</summary>
public sealed class PaperTests(CentredIndex made) : IClassFixture<CentredIndex>
{
    [Fact]
    public void The_model_records_the_box_that_its_training_images_fill() =>
        Assert.Contains("\"inkBox\":20", Encoding.Latin1.GetString(File.ReadAllBytes(made.Model)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 235, 0)]
    [InlineData(1, 235, 0)]
    [InlineData(0, 120, 40)]
    [InlineData(1, 120, 40)]
    public async Task A_drawing_on_grey_paper_in_a_corner_and_a_shadow_finds_its_kind_and_it_is_said_what_was_done(int label, int paper, int ink)
    {
        bool[] drawn = CentredDataset.Draw(label, new Random(50 + label));
        const int Sheet = 500;
        byte[] sheet = new byte[Sheet * Sheet];
        for (int i = 0; i < sheet.Length; i++)
        {
            (int x, int y) = (i % Sheet, i / Sheet);
            bool covered = x < CentredDataset.Canvas && y < CentredDataset.Canvas && drawn[(y * CentredDataset.Canvas) + x];
            sheet[i] = (byte)((covered ? ink : paper) * (1 - (0.5 * x / Sheet)));
        }

        Outcome outcome = await Search(Png.WriteGrey(Path.Combine(made.Folder, $"sheet-{label}-{paper}.png"), sheet, Sheet));
        Assert.Contains("taken off its ground", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("swapped", outcome.Error, StringComparison.Ordinal);
        JsonElement[] hits = [.. outcome.Json.GetProperty("queries")[0].GetProperty("hits").EnumerateArray()];
        Assert.True(hits.Count(h => h.GetProperty("label").GetInt32() == label) >= 9, outcome.Output);
    }

    [Fact]
    public async Task A_blank_sheet_is_said_to_be_blank() =>
        Assert.Contains("nothing drawn was found", (await Search(Png.WriteGrey(Path.Combine(made.Folder, "blank.png"), [.. Enumerable.Repeat((byte)200, 100 * 100)], 100))).Error, StringComparison.Ordinal);

    [Fact]
    public async Task An_indexed_image_given_as_a_picture_is_left_as_it_is()
    {
        byte[] pixels = IdxFile.ReadImages(Path.Combine(made.Dataset, "train-images-idx3-ubyte")).Pixels.Slice(7 * 784, 784).ToArray();
        Outcome outcome = await Search(Png.WriteGrey(Path.Combine(made.Folder, "seven.png"), pixels, 28));
        JsonElement hit = outcome.Json.GetProperty("queries")[0].GetProperty("hits")[0];
        Assert.EndsWith("/train/00007", hit.GetProperty("key").GetString(), StringComparison.Ordinal);
        Assert.InRange(hit.GetProperty("distance").GetDouble(), 0, 1e-3);
        Assert.DoesNotContain("seven.png", outcome.Error, StringComparison.Ordinal);
    }

    private async Task<Outcome> Search(string query) =>
        (await Lookalike.RunAsync("search", query, "--model", made.Model, "--index", made.Index, "--json")).Expect(0);
}
