using System.Numerics.Tensors;

namespace Lookalike.Application.Searching;

/// <summary>What is searched for: a latent, of one image or mixed from several.</summary>
internal sealed class SearchQuery
{
    /// <summary>The weight of the mean of the negatives beside that of the positives.</summary>
    private const float NegativeWeight = 0.5f;

    internal SearchQuery()
    {
    }

    /// <summary>What the query is called.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The latent, of the size of the index's vectors.</summary>
    internal ReadOnlyMemory<float> Latent { get; init; }

    /// <summary>Other looks at the same image, each of that size: a hit is as near as the nearest of all.</summary>
    internal IReadOnlyList<ReadOnlyMemory<float>> OtherLatents { get; init; } = [];

    /// <summary>The class, for display only; null where there is none, or where images of several classes are mixed.</summary>
    public int? Label { get; internal init; }

    /// <summary>The key of an indexed image that is no hit: the query itself, where it was drawn from the index. Null, the default, for none.</summary>
    internal string? LeaveOut { get; init; }

    /// <summary>Joins images with their latents.</summary>
    /// <param name="images">The images.</param>
    /// <param name="latents">What <see cref="Searcher.Encode"/> made of them: [views, latent], row-major. Retained.</param>
    /// <returns>A query for each image.</returns>
    /// <exception cref="ArgumentException">The latents are not as many as the views of the images.</exception>
    public static IReadOnlyList<SearchQuery> Of(IReadOnlyList<QueryImage> images, ReadOnlyMemory<float> latents)
    {
        ArgumentNullException.ThrowIfNull(images);
        int views = images.Sum(image => 1 + image.OtherViews.Count), size = latents.Length / Math.Max(1, views);
        if (size * views != latents.Length)
            throw new ArgumentException($"Expected a latent for each of {views} views, found {latents.Length} values.", nameof(latents));
        var queries = new List<SearchQuery>(images.Count);
        int next = 0;
        foreach (QueryImage image in images)
        {
            ReadOnlyMemory<float> latent = Next();
            queries.Add(new SearchQuery { Name = image.Name, Latent = latent, OtherLatents = [.. image.OtherViews.Select(_ => Next())], Label = image.Label });
        }

        return queries;

        ReadOnlyMemory<float> Next() => latents.Slice(next++ * size, size);
    }

    /// <summary>
    /// Makes one query of several: the mean of the positives, less half the mean of the negatives (Rocchio, Relevance feedback in information
    /// retrieval, 1971), brought to the mean length of the positives.
    /// </summary>
    /// <param name="positives">What is searched for, at least one.</param>
    /// <param name="negatives">What the hits shall not look like; may be empty.</param>
    /// <returns>
    /// The query, without the other looks at its images. One positive without negatives comes back as it is. A mix that cancels out has no direction:
    /// its latent is zeros.
    /// </returns>
    /// <remarks>The length matters because encoders may give latents of one length, and a mean of such is shorter than all of them.</remarks>
    /// <exception cref="ArgumentException">There are no positives, or the latents differ in size.</exception>
    internal static SearchQuery Combine(IReadOnlyList<SearchQuery> positives, IReadOnlyList<SearchQuery> negatives)
    {
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(negatives);
        return Mix(positives, negatives, positives);
    }

    /// <summary>Mixes, and brings the mix to the mean length of the positives as they were before they were weighed.</summary>
    private static SearchQuery Mix(IReadOnlyList<SearchQuery> positives, IReadOnlyList<SearchQuery> negatives, IReadOnlyList<SearchQuery> unweighed)
    {
        if (positives.Count == 0) throw new ArgumentException("A query is made of at least one positive, found none.", nameof(positives));
        if (positives.Count == 1 && negatives.Count == 0) return unweighed[0];
        int size = positives[0].Latent.Length;
        if (positives.Concat(negatives).FirstOrDefault(q => q.Latent.Length != size) is { } other)
            throw new ArgumentException(
                $"The latent of {other.Name} has {other.Latent.Length} values, that of {positives[0].Name} {size}. Encode all with one model.",
                nameof(positives));

        float[] latent = Mean(positives, size);
        if (negatives.Count > 0) TensorPrimitives.MultiplyAdd<float>(Mean(negatives, size), -NegativeWeight, latent, latent);
        float length = unweighed.Average(p => TensorPrimitives.Norm<float>(p.Latent.Span)), found = TensorPrimitives.Norm<float>(latent);

        // What rounding leaves of vectors that cancel out is no direction.
        if (found > length * 1e-6f) TensorPrimitives.Multiply(latent, length / found, latent);
        else latent.AsSpan().Clear();
        return new SearchQuery
        {
            Name = string.Join(" + ", positives.Select(p => p.Name)) + string.Concat(negatives.Select(n => $" - {n.Name}")),
            Latent = latent,
            Label = positives.All(p => p.Label == positives[0].Label) ? positives[0].Label : null,
        };
    }

    /// <summary>
    /// The same with a weight for each image: the weighted sum over the number of positives, less half of that of the negatives. With weights of 1 and
    /// -1 it is <see cref="Combine"/>.
    /// </summary>
    /// <param name="images">The images, at least one with a weight above 0.</param>
    /// <param name="weights">A weight for each, -1 to 1.</param>
    internal static SearchQuery Weigh(IReadOnlyList<SearchQuery> images, IReadOnlyList<float> weights)
    {
        (SearchQuery Image, float Weight)[] weighed = [.. images.Zip(weights)], wanted = [.. weighed.Where(pair => pair.Weight > 0)];
        return Mix(
            [.. wanted.Select(pair => Scaled(pair.Image, pair.Weight))],
            [.. weighed.Where(pair => pair.Weight < 0).Select(pair => Scaled(pair.Image, -pair.Weight))],
            [.. wanted.Select(pair => pair.Image)]);
    }

    private static SearchQuery Scaled(SearchQuery image, float weight)
    {
        if (weight == 1) return image;
        float[] latent = new float[image.Latent.Length];
        TensorPrimitives.Multiply(image.Latent.Span, weight, latent);
        return new SearchQuery { Name = image.Name, Latent = latent, Label = image.Label };
    }

    private static float[] Mean(IReadOnlyList<SearchQuery> parts, int size)
    {
        float[] mean = new float[size];
        foreach (SearchQuery part in parts) TensorPrimitives.Add(mean, part.Latent.Span, mean);
        TensorPrimitives.Divide(mean, parts.Count, mean);
        return mean;
    }
}
