using Lookalike.Application.Encoders;
using Lookalike.Application.Evaluating.LabelFree;
using Lookalike.Datasets;
using Lookalike.Search.Agreement;
using Lookalike.Search.Distances;
using Lookalike.Search.Evaluation;
using Lookalike.Search.Graphs;
using Lookalike.Training.Augmentations;
using Lookalike.Training.Data;
using Lookalike.Training.Features;
using Lookalike.Training.Patches;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Benchmarks;

/// <summary>A set whose first images are a database and whose next ones are queries, and what can be said of a model without a label.</summary>
internal sealed class ScoredSet
{
    private const int Copied = 1000;

    private readonly LabelledImageSet _queries;
    private readonly int[] _positions;
    private readonly ImageSet _first, _second;
    private readonly NeighbourGraph _patches, _shapes, _pixels;

    public ScoredSet(LabelledImageSet all, int database, int queries)
    {
        database = Math.Min(database, all.Images.Count - queries);
        Database = new LabelledImageSet(all.Images.Slice(0, database), all.Labels[..database]);
        _queries = new LabelledImageSet(all.Images.Slice(database, queries), all.Labels.Slice(database, queries));
        _positions = Lookalike.Core.EvenSpread.Positions(database, Copied, 0);
        using var batches = new ImageBatches(Database.Images, CPU);
        (_first, _second) = (Copies(batches, 1), Copies(batches, 2));
        PatchSettings settings = PatchSettings.For(all.Images.Shape) with { Size = 128, Seed = 1 };
        _patches = ScoredModel.Neighbours(PatchCoder.Fit(Database.Images, settings, Threads, progress: null, CancellationToken.None).Encode(Database.Images, Threads, progress: null, CancellationToken.None), 128);
        _shapes = Shapes(batches);
        _pixels = ScoredModel.Neighbours([.. Database.Images.Pixels.Span.ToArray().Select(value => value / 255f)], Database.Images.PixelsPerImage);
    }

    /// <summary>What <see cref="Score"/> gives, in its order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["agreement of copies", "copies found", "strong crops found", "returned links", "links of two seeds", "links of patches", "links of gradients", "links of pixels"];

    public LabelledImageSet Database { get; }

    private static int Threads => Environment.ProcessorCount;

    /// <summary>Precision at ten by class, of the queries; and the scores without labels, of the database.</summary>
    public (double Precision, double[] Scores) Score(ScoredModel model, ScoredModel otherSeed)
    {
        RetrievalQuality quality = RetrievalEvaluation.Evaluate(
            model.Latents, Database.Labels, ScoredModel.Encode(model.File, _queries.Images), _queries.Labels, model.Size, DistanceMetric.Cosine);
        CopyAgreement agreement = CopyAgreement.Measure(
            model.Latents, model.Size, _positions, ScoredModel.Encode(model.File, _first), ScoredModel.Encode(model.File, _second), DistanceMetric.Cosine, Threads, CancellationToken.None);
        LabelFreeReport copies = new LabelFreeEvaluator(new EncoderSource(model.File), progress: null) { Metric = DistanceMetric.Cosine }
            .Evaluate(_queries.Images, Database.Images, CancellationToken.None);
        return (quality.PrecisionAt10,
        [
            agreement.Score, copies.RecallAt1, copies.Changes["strongCrop"].RecallAt1, model.Graph.MutualShare(),
            Shared(model.Graph, otherSeed.Graph), Shared(model.Graph, _patches), Shared(model.Graph, _shapes), Shared(model.Graph, _pixels),
        ]);
    }

    /// <summary>The share of links that two graphs have in common.</summary>
    private static double Shared(NeighbourGraph first, NeighbourGraph second)
    {
        long shared = 0;
        for (int i = 0; i < first.Count; i++)
        {
            foreach (int neighbour in first.Of(i))
            {
                if (second.Of(i).Contains(neighbour)) shared++;
            }
        }

        return shared / (double)(first.Count * first.Neighbours);
    }

    private static NeighbourGraph Shapes(ImageBatches batches)
    {
        using var scope = NewDisposeScope();
        using var features = new ShapeFeatures(batches);
        Tensor all = features.Gather(arange(batches.Count, ScalarType.Int64));
        return ScoredModel.Neighbours(all.Values().ToArray(), (int)all.shape[1]);
    }

    /// <summary>One copy of each of some images, as the default of the set changes them.</summary>
    private ImageSet Copies(ImageBatches batches, ulong seed)
    {
        using var scope = NewDisposeScope();
        Augmentation changes = Augmentation.For(AugmentationDefaults.For(Database.Images));
        Tensor copies = new Augmenter(changes).Copy(batches, tensor(_positions, ScalarType.Int64), copies: 1, seed);
        return new ImageSet("copies", Database.Images.Shape, copies.mul(255).round().clamp(0, 255).to(ScalarType.Byte).data<byte>().ToArray());
    }
}
