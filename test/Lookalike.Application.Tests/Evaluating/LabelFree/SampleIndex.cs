using Lookalike.Datasets;
using Lookalike.Models;

namespace Lookalike.Application.Tests;

/// <summary>An index of images and the encoder that made it.</summary>
internal sealed class SampleIndex : IDisposable
{
    private readonly Scratch _scratch = new();

    private SampleIndex(ModelFile model) => Encoder = model.OpenEncoder(new EncoderOptions { IntraOpThreads = 1 });

    public Encoder Encoder { get; }

    public ImageIndex Index { get; private set; } = null!;

    /// <summary>Indexes sets with an encoder whose latent is the pixels themselves.</summary>
    public static Task<SampleIndex> OfPixelsAsync(params ImageSet[] sets) => MakeAsync([new FlattenLayer()], Reshape(sets[0]), sets);

    /// <summary>Indexes sets with an encoder that gives every image the latent (0, 0).</summary>
    public static Task<SampleIndex> OfNothingAsync(params ImageSet[] sets)
    {
        int size = sets[0].PixelsPerImage;
        return MakeAsync(
            [new FlattenLayer(), new DenseLayer { InputSize = size, OutputSize = 2, Weights = new float[2 * size], Bias = new float[2] }],
            [new DenseLayer { InputSize = 2, OutputSize = size, Weights = new float[2 * size], Bias = new float[size] }, .. Reshape(sets[0])],
            sets);
    }

    /// <summary>Random images.</summary>
    public static ImageSet Images(string name, int count, int channels, int height, int width, int seed = 1)
    {
        byte[] pixels = new byte[count * channels * height * width];
        new Random(seed).NextBytes(pixels);
        return new ImageSet(name, channels, height, width, pixels);
    }

    /// <summary>Measures the index by images of some sets.</summary>
    public Task<LabelFreeReport> EvaluateAsync(int seed, params ImageSet[] sets) =>
        new LabelFreeEvaluator(sets, progress: null).EvaluateAsync(Index, Encoder, SearchMetric.Euclidean, seed, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Index.Dispose();
        Encoder.Dispose();
        _scratch.Dispose();
    }

    private static Layer[] Reshape(ImageSet set) => [new ReshapeLayer { Channels = set.Channels, Height = set.Height, Width = set.Width }];

    private static async Task<SampleIndex> MakeAsync(Layer[] encoder, Layer[] decoder, ImageSet[] sets)
    {
        var preprocessing = new Preprocessing { Channels = sets[0].Channels, Height = sets[0].Height, Width = sets[0].Width };
        ModelFile model = ModelFile.Create(new Network { Encoder = encoder, Decoder = decoder }, preprocessing, "{}", "{}");
        var made = new SampleIndex(model);
        CancellationToken token = TestContext.Current.CancellationToken;
        made.Index = await ImageIndex.OpenForWritingAsync(made._scratch["f.db"], model.Metadata, "drawn", rebuild: false, method: null, token);
        foreach (ImageSet set in sets) await new Indexer(made.Index, made.Encoder).RunAsync(new LabelledImageSet(set, default), progress: null, token);
        return made;
    }
}
