using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Application.Tests.Indexing;
using Lookalike.Models.Encoders;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Tests.Searching;

/// <summary>Indexing and searching ask an encoder for no more than its interface: any implementation will do.</summary>
public sealed class ForeignEncoderTests : IDisposable
{
    private readonly PictureFolderIndex _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task A_folder_is_indexed_and_searched_with_an_encoder_that_no_model_file_holds()
    {
        for (int i = 0; i < 5; i++) _sample.Draw($"{i}.png", seed: i);
        using var encoder = new ColumnMeans();
        using ImageIndex index = await ImageIndex.OpenForWritingAsync(
            TestEngine.Sqlite, _sample.IndexPath, encoder.Description, new IndexWriting(), TestContext.Current.CancellationToken);

        IndexSummary summary = await new FolderIndexer(index, encoder).RunAsync(new FolderSelection { Folders = [_sample.Pictures] }, TestContext.Current.CancellationToken);
        QueryImage[] queries = [QueryImage.FromFile(Path.Combine(_sample.Pictures, "3.png"), encoder.Description.Preprocessing)];
        SearchReport found = await new Searcher(index).SearchAsync(
            queries, Searcher.Encode(encoder, queries), top: 1, DistanceMetric.Euclidean, exact: null, TestContext.Current.CancellationToken);

        Assert.Equal((5, 0), (summary.Encoded, summary.Failed));
        Hit hit = Assert.Single(found.Queries[0].Hits);
        Assert.Equal("pictures/3.png", hit.Key);
        Assert.Equal(0, hit.Distance);
    }

    /// <summary>The mean of each column of a grey image of 4x4 pixels.</summary>
    private sealed class ColumnMeans : IImageEncoder
    {
        public EncoderDescription Description { get; } = new()
        {
            Preprocessing = new Preprocessing { Channels = 1, Height = 4, Width = 4 },
            LatentSize = 4,
            Fingerprint = new string('f', 64),
        };

        public int BatchSize => 3;

        public void Encode(ReadOnlySpan<byte> pixels, int count, Span<float> latents)
        {
            latents.Clear();
            for (int i = 0; i < count * Description.PixelCount; i++) latents[(i / 16 * 4) + (i % 4)] += pixels[i] / 4f;
        }

        public void Dispose()
        {
        }
    }
}
