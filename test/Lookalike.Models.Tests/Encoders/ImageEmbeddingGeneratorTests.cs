using Lookalike.Imaging.Faults;
using Lookalike.Models.Encoders;
using Lookalike.Models.Running;
using Microsoft.Extensions.AI;

namespace Lookalike.Models.Tests.Encoders;

public sealed class ImageEmbeddingGeneratorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_picture_gets_the_latent_of_its_pixels_in_order_and_across_batches()
    {
        ModelFile model = Model();
        using ImageEmbeddingGenerator generator = new(model.OpenEncoder(new EncoderOptions { BatchSize = 3 }));
        byte[][] pictures = [.. Enumerable.Range(0, 8).Select(Pixels)];

        GeneratedEmbeddings<Embedding<float>> embeddings = await generator.GenerateAsync(pictures.Select(static p => GreyBitmap.Content(p, 8, 6)), cancellationToken: Token);

        using IImageEncoder encoder = model.OpenEncoder(new EncoderOptions { BatchSize = 3 });
        float[] expected = new float[8 * 3];
        encoder.Encode([.. pictures.SelectMany(static p => p)], 8, expected);
        Assert.Equal(expected, embeddings.SelectMany(static e => e.Vector.ToArray()));
        Assert.Null(embeddings.Usage);
    }

    [Fact]
    public async Task An_embedding_names_its_model_and_its_time()
    {
        ModelFile model = Model();
        DateTimeOffset now = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);
        using ImageEmbeddingGenerator generator = new(model.OpenEncoder(), timeProvider: new FixedTime(now));

        GeneratedEmbeddings<Embedding<float>> embeddings = await generator.GenerateAsync([GreyBitmap.Content(Pixels(1), 8, 6)], cancellationToken: Token);

        Assert.Equal(($"lookalike:{model.Metadata.Fingerprint}", now, 3), (embeddings[0].ModelId, embeddings[0].CreatedAt!.Value, embeddings[0].Dimensions));
    }

    [Fact]
    public async Task No_pictures_give_no_embeddings()
    {
        using ImageEmbeddingGenerator generator = new(Model().OpenEncoder());

        Assert.Empty(await generator.GenerateAsync([], cancellationToken: Token));
    }

    [Fact]
    public async Task Options_of_this_model_are_accepted_and_others_refused()
    {
        using ImageEmbeddingGenerator generator = new(Model().OpenEncoder());
        DataContent[] pictures = [GreyBitmap.Content(Pixels(1), 8, 6)];

        Assert.Single(await generator.GenerateAsync(pictures, new EmbeddingGenerationOptions { Dimensions = 3, ModelId = generator.ModelId }, Token));
        ArgumentException size = await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(pictures, new EmbeddingGenerationOptions { Dimensions = 4 }, Token));
        ArgumentException model = await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(pictures, new EmbeddingGenerationOptions { ModelId = "clip" }, Token));

        Assert.Contains("Expected 3 dimensions, which the model has, or none; found 4.", size.Message, StringComparison.Ordinal);
        Assert.Contains("found 'clip'", model.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_image_is_refused_with_its_position()
    {
        using ImageEmbeddingGenerator generator = new(Model().OpenEncoder());
        DataContent picture = GreyBitmap.Content(Pixels(1), 8, 6);

        ArgumentException text = await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync([picture, new DataContent("text"u8.ToArray(), "text/plain")], cancellationToken: Token));
        ArgumentException missing = await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync([picture, null!], cancellationToken: Token));

        Assert.Contains("Expected a media type image/... at position 1, found 'text/plain'.", text.Message, StringComparison.Ordinal);
        Assert.Contains("Expected an image at position 1, found null.", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_picture_is_called_by_its_name_or_position()
    {
        using ImageEmbeddingGenerator generator = new(Model().OpenEncoder());
        DataContent picture = GreyBitmap.Content(Pixels(1), 8, 6), broken = new("no picture"u8.ToArray(), "image/png");

        PictureException unnamed = await Assert.ThrowsAsync<PictureException>(() => generator.GenerateAsync([picture, broken], cancellationToken: Token));
        broken.Name = "cat.png";
        PictureException named = await Assert.ThrowsAsync<PictureException>(() => generator.GenerateAsync([picture, broken], cancellationToken: Token));

        Assert.Equal(("image 1", "cat.png"), (unnamed.Path, named.Path));
    }

    [Fact]
    public async Task A_cancelled_token_stops_the_work_between_pictures()
    {
        using CancellationTokenSource source = new();
        CancellingTime time = new(source);
        using ImageEmbeddingGenerator cancelling = new(Model().OpenEncoder(new EncoderOptions { BatchSize = 2 }), timeProvider: time);
        DataContent[] pictures = [.. Enumerable.Range(0, 6).Select(static i => GreyBitmap.Content(Pixels(i), 8, 6))];

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelling.GenerateAsync(pictures, cancellationToken: new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelling.GenerateAsync(pictures, cancellationToken: source.Token));

        Assert.Equal(2, time.Calls); // the embeddings of the first batch, and no other
    }

    [Fact]
    public async Task Overlapping_calls_give_what_single_calls_give()
    {
        using ImageEmbeddingGenerator generator = new(Model().OpenEncoder());
        DataContent[] pictures = [.. Enumerable.Range(0, 16).Select(static i => GreyBitmap.Content(Pixels(i), 8, 6))];
        CancellationToken token = TestContext.Current.CancellationToken;

        GeneratedEmbeddings<Embedding<float>>[] overlapping = await Task.WhenAll(pictures.Select(p => generator.GenerateAsync([p], cancellationToken: Token)));

        for (int i = 0; i < pictures.Length; i++)
            Assert.Equal((await generator.GenerateAsync([pictures[i]], cancellationToken: Token))[0].Vector.ToArray(), overlapping[i][0].Vector.ToArray());
    }

    [Fact]
    public void The_generator_offers_its_metadata_and_its_encoder()
    {
        using IImageEncoder encoder = Model().OpenEncoder();
        using ImageEmbeddingGenerator generator = new(encoder);
        IEmbeddingGenerator<DataContent, Embedding<float>> offered = generator;

        EmbeddingGeneratorMetadata metadata = offered.GetRequiredService<EmbeddingGeneratorMetadata>();

        Assert.Equal(("lookalike", generator.ModelId, 3), (metadata.ProviderName, metadata.DefaultModelId, metadata.DefaultModelDimensions));
        Assert.Null(metadata.ProviderUri);
        Assert.Same(encoder, offered.GetService<IImageEncoder>());
        Assert.Same(generator, offered.GetService<IEmbeddingGenerator>());
        Assert.Null(offered.GetService<IImageEncoder>("key"));
        Assert.Null(offered.GetService<string>());
    }

    [Fact]
    public async Task Disposing_the_generator_disposes_its_encoder()
    {
        IImageEncoder encoder = Model().OpenEncoder();
        ImageEmbeddingGenerator generator = new(encoder);

        generator.Dispose();

        Assert.Throws<ObjectDisposedException>(() => encoder.Encode(new byte[48], 1, new float[3]));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => generator.GenerateAsync([GreyBitmap.Content(Pixels(1), 8, 6)], cancellationToken: Token));
    }

    [Fact]
    public async Task Any_encoder_will_do()
    {
        ImageEmbeddingGenerator generator = new(new MeanEncoder());
        DataContent[] pictures = [.. Enumerable.Range(0, 3).Select(static i => GreyBitmap.Content([10, 10, 10, 10, (byte)i, (byte)i, (byte)i, (byte)i], 2, 4))];

        GeneratedEmbeddings<Embedding<float>> embeddings = await generator.GenerateAsync(pictures, cancellationToken: Token);

        Assert.Equal([10, 0, 10, 1, 10, 2], embeddings.SelectMany(static e => e.Vector.ToArray()));
        Assert.All(embeddings, static e => Assert.Equal($"lookalike:{new string('e', 64)}", e.ModelId));
        generator.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => generator.GenerateAsync(pictures, cancellationToken: Token));
    }

    // Without a background no picture is inverted, so its pixels reach the encoder as they are.
    private static ModelFile Model() => ModelFile.Create(SampleModels.Network(), new Preprocessing { Channels = 1, Height = 8, Width = 6 }, "{}", "{}");

    private static byte[] Pixels(int seed)
    {
        byte[] pixels = new byte[48];
        new Random(seed).NextBytes(pixels);
        return pixels;
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    /// <summary>Cancels when it is first asked for the time, which is after the first batch was encoded.</summary>
    private sealed class CancellingTime(CancellationTokenSource source) : TimeProvider
    {
        public int Calls { get; private set; }

        public override DateTimeOffset GetUtcNow()
        {
            Calls++;
            source.Cancel();
            return DateTimeOffset.UnixEpoch;
        }
    }
}
