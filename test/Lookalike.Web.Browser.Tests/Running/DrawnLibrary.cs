using Lookalike.Application.Indexing;
using Lookalike.Application.Library;
using Lookalike.Datasets.Store;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Index.Sqlite;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;

namespace Lookalike.Web.Browser.Tests.Running;

/// <summary>A folder of drawn pictures, a real model whose latent is made of their pixels, and the index of both.</summary>
/// <param name="channels">3 colour, 1 grey.</param>
internal sealed class DrawnLibrary(int channels) : IDisposable
{
    private const int Side = 8;

    private readonly Scratch _scratch = new();

    public string Model => _scratch["m.onnx"];

    public string Index => _scratch["f.db"];

    public DatasetStore Datasets => new(_scratch["data"]);

    /// <summary>The file of a picture.</summary>
    public string this[string name] => Path.Combine(_scratch["pictures"], name);

    /// <summary>
    /// Three folders of 24 pictures of 48x32, red, green and blue, which are of the classes 0, 1 and 2. Each picture is a little brighter than the one
    /// before, with a white square that goes through the corners. In a fourth folder a near copy of the first red one, and a yellow one like no other.
    /// </summary>
    public static async Task<DrawnLibrary> ColouredAsync()
    {
        var library = new DrawnLibrary(channels: 3);
        string[] folders = ["red", "green", "blue"];
        for (int folder = 0; folder < folders.Length; folder++)
        {
            for (int i = 0; i < 24; i++) library.DrawSquare($"{folders[folder]}/{i:00}.png", folder, i, warmth: 0);
        }

        library.DrawSquare("wie & so/nah.png", 0, 0, warmth: 1);
        library.Draw("wie & so/gelb.png", 48, 32, (_, _, band) => band == 2 ? 0 : 255);
        await library.IndexAsync();
        return await library.LabelAsync(folders);
    }

    /// <summary>Six drawings of 28x28 of a bar that stands, and six of one that lies, black on white.</summary>
    public static async Task<DrawnLibrary> OfDrawingsAsync()
    {
        var library = new DrawnLibrary(channels: 1);
        for (int i = 0; i < 6; i++)
        {
            int at = 8 + (2 * i);
            library.Draw($"standing/{i}.png", 28, 28, (x, y, _) => x >= at && x < at + 3 && y is > 3 and < 24 ? 0 : 255);
            library.Draw($"lying/{i}.png", 28, 28, (x, y, _) => y >= at && y < at + 3 && x is > 3 and < 24 ? 0 : 255);
        }

        return await library.IndexAsync();
    }

    public void Dispose() => _scratch.Dispose();

    private void DrawSquare(string name, int colour, int number, int warmth)
    {
        (int left, int top) = (number % 2 == 0 ? 6 : 30, number / 2 % 2 == 0 ? 4 : 16);
        int Value(int x, int y, int band)
        {
            if (x >= left && x < left + 12 && y >= top && y < top + 12) return 255;
            return band == colour ? 120 + number + warmth : 20;
        }

        Draw(name, 48, 32, Value);
    }

    private void Draw(string name, int width, int height, Func<int, int, int, int> value)
    {
        byte[] values = new byte[width * height * channels];
        for (int i = 0; i < values.Length; i++) values[i] = (byte)value(i / channels % width, i / channels / width, i % channels);
        DrawnPicture.Save(this[name], values, width, height, channels);
    }

    private async Task<DrawnLibrary> IndexAsync()
    {
        WriteModel();
        var library = new ImageLibrary(new SqliteIndexEngine(), Index, Model, Datasets);
        await library.IndexAsync(
            new FolderSelection { Folders = [_scratch["pictures"]] }, new IndexOptions { Threads = 1 }, events: null, CancellationToken.None);
        return this;
    }

    /// <summary>Gives the pictures of each folder a class.</summary>
    private async Task<DrawnLibrary> LabelAsync(string[] folders)
    {
        IIndexEngine engine = new SqliteIndexEngine();
        using IIndexStore store = await engine.CreateAsync(Index, channels * Side * Side, rebuild: false, CancellationToken.None);
        IndexSnapshot held = await store.ReadAsync(IndexColumns.Path, CancellationToken.None);
        IReadOnlyList<ImageRecord> records = await store.GetAsync(held.Keys, includeVectors: true, CancellationToken.None);
        foreach (ImageRecord record in records)
        {
            int label = Array.IndexOf(folders, record.Path!.Split('/')[0]);
            record.Label = label < 0 ? null : label;
        }

        await store.WriteAsync(records, [], description: null, CancellationToken.None);
        return this;
    }

    private void WriteModel()
    {
        int size = channels * Side * Side;
        float[] weights = new float[size * size];
        for (int i = 0; i < size; i++) weights[(i * size) + i] = 1;
        var network = new Network
        {
            Encoder = [new FlattenLayer(), new DenseLayer { InputSize = size, OutputSize = size, Weights = weights, Bias = new float[size] }],
            Decoder = [new ReshapeLayer { Channels = channels, Height = Side, Width = Side }],
        };
        ModelFile.Create(network, new Preprocessing { Channels = channels, Height = Side, Width = Side }, "{}", "{}").Save(Model);
    }
}
