using Lookalike.Application.Explaining;
using Lookalike.Application.Tests.Library;
using Lookalike.Models.Encoders;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Tests.Explaining;

public sealed class OcclusionTests : IDisposable
{
    private const int Side = 8, Plane = Side * Side;

    private readonly QuarterEncoder _encoder = new();

    [Fact]
    public void The_part_that_makes_two_images_alike_counts_most()
    {
        // Both have light in the upper left quarter; the rest is black.
        byte[] image = new byte[3 * Plane];
        for (int channel = 0; channel < 3; channel++)
        {
            for (int y = 1; y < 4; y++) image.AsSpan((channel * Plane) + (y * Side) + 1, 3).Fill(200);
        }

        OcclusionMap map = new Occlusion(_encoder, 2, 2).Explain(image, image, DistanceMetric.Euclidean, TestContext.Current.CancellationToken);

        Assert.Equal((2, 2, 10, 0f), (map.Rows, map.Columns, map.Passes, map.Distance));
        Assert.True(map.Query[0] > 0.1f, $"{map.Query[0]}");
        Assert.Equal([0f, 0f, 0f], map.Query.Skip(1));
        Assert.Equal(map.Query, map.Hit);
    }

    [Fact]
    public void What_sets_two_images_apart_counts_against_their_likeness()
    {
        byte[] black = new byte[3 * Plane], light = new byte[3 * Plane];
        light.AsSpan((5 * Side) + 5, 2).Fill(255);

        OcclusionMap map = new Occlusion(_encoder, 2, 2).Explain(light, black, DistanceMetric.Euclidean, TestContext.Current.CancellationToken);

        Assert.Equal(-map.Distance, map.Query[3], 1e-6f);
        Assert.Equal([0f, 0f, 0f, 0f], map.Hit);
    }

    [Fact]
    public void Hiding_what_looks_like_its_border_changes_nothing()
    {
        byte[] plain = [.. Enumerable.Repeat((byte)77, 3 * Plane)];
        OcclusionMap map = new Occlusion(_encoder, 3, 5).Explain(plain, plain, DistanceMetric.Cosine, TestContext.Current.CancellationToken);
        Assert.All(map.Query.Concat(map.Hit), value => Assert.Equal(0, value));
    }

    [Fact]
    public void It_ends_early_when_it_is_told_to()
    {
        using var told = new CancellationTokenSource();
        using var encoder = new TellingEncoder(_encoder, told);
        byte[] plain = new byte[3 * Plane];
        Assert.ThrowsAny<OperationCanceledException>(() => new Occlusion(encoder, 8, 8).Explain(plain, plain, DistanceMetric.Euclidean, told.Token));

        // 130 images in all.
        Assert.InRange(encoder.Images, 1, 16);
    }

    public void Dispose() => _encoder.Dispose();

    /// <summary>Another's encoder, in the first call to which somebody loses interest.</summary>
    private sealed class TellingEncoder(IImageEncoder encoder, CancellationTokenSource told) : IImageEncoder
    {
        public int Images { get; private set; }

        public EncoderDescription Description => encoder.Description;

        public int BatchSize => encoder.BatchSize;

        public void Encode(ReadOnlySpan<byte> pixels, int count, Span<float> latents)
        {
            Images += count;
            encoder.Encode(pixels, count, latents);
            told.Cancel();
        }

        public void Dispose()
        {
        }
    }
}
