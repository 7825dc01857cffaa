namespace Lookalike.EndToEnd.Tests;

public sealed class SampleTests
{
    [Fact]
    public async Task The_sample_that_searches_photos_finds_the_query_among_them()
    {
        using var scratch = new Scratch();
        string dataset = DrawnDataset.Write(scratch["drawn"]);
        (await Lookalike.RunAsync(
            "train", dataset, "--model", scratch["output/autoencoder.onnx"], "--objective", "reconstruction", "--epochs", "2", "--latent", "64", "--threads", "1")).Expect(0);
        Directory.CreateDirectory(scratch["photos"]);
        for (int i = 0; i < 12; i++) Png.WriteGrey(scratch[$"photos/{i:00}.png"], DrawnDataset.Draw(i % 2, new Random(i)), DrawnDataset.Size);
        File.Copy(scratch["photos/07.png"], scratch["query.png"]);

        Outcome sample = (await ChildProcess.RunAsync(Lookalike.Sample, [], folder: scratch.Folder)).Expect(0);

        string[] lines = sample.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, lines.Length);
        Assert.EndsWith("07.png", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("0.000 ", lines[0].Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
