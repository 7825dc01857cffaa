using Lookalike.Application.Encoders;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Application.Indexing;
using Lookalike.Datasets;
using Lookalike.Imaging;
using Lookalike.Models;
using Lookalike.Models.Encoders;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Running;

namespace Lookalike.Application.Tests.Evaluating.LabelFree;

/// <summary>An index of images and the encoder that made it.</summary>
internal sealed class SampleIndex : IDisposable
{
    private readonly Scratch _scratch = new();

    private SampleIndex(ModelFile model)
    {
        File = model;
        Encoder = model.OpenEncoder(new EncoderOptions { IntraOpThreads = 1 });
    }

    public ModelFile File { get; }

    public IImageEncoder Encoder { get; }

    public ImageIndex Index { get; private set; } = null!;

    /// <summary>Indexes sets with an encoder whose latent is the pixels themselves.</summary>
    public static Task<SampleIndex> OfPixelsAsync(params ImageSet[] sets) => MakeAsync(Pixels(sets[0]), sets);

    /// <summary>Indexes sets with an encoder that gives every image the latent (0, 0).</summary>
    public static Task<SampleIndex> OfNothingAsync(params ImageSet[] sets) => MakeAsync(Nothing(sets[0]), sets);

    /// <summary>A model whose latent is the pixels themselves.</summary>
    public static ModelFile Pixels(ImageSet set) => Model(set, [new FlattenLayer()], [Reshape(set)]);

    /// <summary>A model that gives every image the latent (0, 0).</summary>
    public static ModelFile Nothing(ImageSet set)
    {
        int size = set.PixelsPerImage;
        return Model(
            set,
            [new FlattenLayer(), new DenseLayer { InputSize = size, OutputSize = 2, Weights = new float[2 * size], Bias = new float[2] }],
            [new DenseLayer { InputSize = 2, OutputSize = size, Weights = new float[2 * size], Bias = new float[size] }, Reshape(set)]);
    }

    /// <summary>Random images.</summary>
    public static ImageSet Images(string name, int count, int channels, int height, int width, int seed = 1)
    {
        byte[] pixels = new byte[count * channels * height * width];
        new Random(seed).NextBytes(pixels);
        return new ImageSet(name, new PixelShape(channels, height, width), pixels);
    }

    /// <summary>Measures the index by images of some sets.</summary>
    public Task<LabelFreeReport> EvaluateAsync(int seed, params ImageSet[] sets) =>
        new LabelFreeEvaluator(new EncoderSource(File), progress: null) { Seed = seed }.EvaluateAsync(Index, sets, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        Index.Dispose();
        Encoder.Dispose();
        _scratch.Dispose();
    }

    private static ReshapeLayer Reshape(ImageSet set) => new() { Channels = set.Channels, Height = set.Height, Width = set.Width };

    private static ModelFile Model(ImageSet set, Layer[] encoder, Layer[] decoder)
    {
        var preprocessing = new Preprocessing { Channels = set.Channels, Height = set.Height, Width = set.Width };
        return ModelFile.Create(new Network { Encoder = encoder, Decoder = decoder }, preprocessing, "{}", "{}");
    }

    private static async Task<SampleIndex> MakeAsync(ModelFile model, ImageSet[] sets)
    {
        var made = new SampleIndex(model);
        CancellationToken token = TestContext.Current.CancellationToken;
        made.Index = await ImageIndex.OpenForWritingAsync(TestEngine.Sqlite, made._scratch["f.db"], model.Metadata, new IndexWriting { Source = "drawn" }, token);
        foreach (ImageSet set in sets) await new Indexer(made.Index, made.Encoder).RunAsync(new LabelledImageSet(set, default), progress: null, token);
        return made;
    }
}
