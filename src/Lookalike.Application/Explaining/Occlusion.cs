using System.Diagnostics;
using Lookalike.Models.Encoders;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Explaining;

/// <summary>
/// Why two images are alike: each cell of a grid is hidden in turn, and what it counts for is how much farther apart the images are then (Zeiler and
/// Fergus, Visualizing and understanding convolutional networks, 2014; for likeness Dong and others, Explainability for content-based image retrieval,
/// 2019). Forward passes alone, so any encoder will do. Safe from any thread.
/// </summary>
/// <param name="encoder">The encoder; it stays the caller's.</param>
/// <param name="rows">Rows of the grid, 1 and up.</param>
/// <param name="columns">Columns of the grid, 1 and up.</param>
internal sealed class Occlusion(IImageEncoder encoder, int rows, int columns)
{
    /// <summary>Images between two looks at whether it is to end.</summary>
    private const int MaxBatch = 16;

    /// <summary>Explains a pair.</summary>
    /// <param name="query">One image as the model takes it, [C, H, W], 0..255.</param>
    /// <param name="hit">The other one.</param>
    /// <param name="metric">The distance.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public OcclusionMap Explain(ReadOnlySpan<byte> query, ReadOnlySpan<byte> hit, DistanceMetric metric, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        float[] queries = EncodeHidden(query, cancellationToken), hits = EncodeHidden(hit, cancellationToken);
        int size = encoder.Description.LatentSize;
        ReadOnlySpan<float> wholeQuery = queries.AsSpan(0, size), wholeHit = hits.AsSpan(0, size);
        double whole = VectorDistance.Compute(metric, wholeQuery, wholeHit);
        return new OcclusionMap
        {
            Rows = rows,
            Columns = columns,
            Query = Rises(queries, wholeHit, whole, metric),
            Hit = Rises(hits, wholeQuery, whole, metric),
            Distance = (float)whole,
            Passes = 2 * ((rows * columns) + 1),
            Time = Stopwatch.GetElapsedTime(start),
        };
    }

    /// <summary>The latents of an image, and of it with each cell hidden: [1 + cells, latent].</summary>
    private float[] EncodeHidden(ReadOnlySpan<byte> image, CancellationToken cancellationToken)
    {
        Preprocessing input = encoder.Description.Preprocessing;
        int count = 1 + (rows * columns);
        byte[] images = new byte[count * image.Length];
        for (int i = 0; i < count; i++) image.CopyTo(images.AsSpan(i * image.Length));
        int plane = input.Height * input.Width;
        for (int channel = 0; channel < input.Channels; channel++)
        {
            byte blank = BorderMean(image.Slice(channel * plane, plane), input);
            for (int cell = 0; cell < rows * columns; cell++)
                Hide(images.AsSpan(((cell + 1) * image.Length) + (channel * plane), plane), input, cell, blank);
        }

        int size = encoder.Description.LatentSize;
        float[] latents = new float[count * size];
        for (int done = 0, batch; done < count; done += batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch = Math.Min(count - done, Math.Min(MaxBatch, encoder.BatchSize));
            encoder.Encode(images.AsSpan(done * image.Length, batch * image.Length), batch, latents.AsSpan(done * size, batch * size));
        }

        return latents;
    }

    private void Hide(Span<byte> plane, Preprocessing input, int cell, byte blank)
    {
        int row = cell / columns, column = cell % columns;
        (int top, int bottom) = (row * input.Height / rows, (row + 1) * input.Height / rows);
        (int left, int right) = (column * input.Width / columns, (column + 1) * input.Width / columns);
        for (int y = top; y < bottom; y++) plane[((y * input.Width) + left)..((y * input.Width) + right)].Fill(blank);
    }

    private float[] Rises(float[] latents, ReadOnlySpan<float> other, double whole, DistanceMetric metric)
    {
        int size = other.Length;
        float[] rises = new float[rows * columns];
        for (int cell = 0; cell < rises.Length; cell++)
            rises[cell] = (float)(VectorDistance.Compute(metric, latents.AsSpan((cell + 1) * size, size), other) - whole);
        return rises;
    }

    /// <summary>What a hidden cell shows: the mean of the image's border, as the margin beside a padded picture does.</summary>
    private static byte BorderMean(ReadOnlySpan<byte> plane, Preprocessing input)
    {
        int sum = 0, count = 0;
        for (int y = 0; y < input.Height; y++)
        {
            bool whole = y == 0 || y == input.Height - 1;
            for (int x = 0; x < input.Width; x += whole ? 1 : Math.Max(1, input.Width - 1))
            {
                sum += plane[(y * input.Width) + x];
                count++;
            }
        }

        return (byte)(((2 * sum) + count) / (2 * count));
    }
}
