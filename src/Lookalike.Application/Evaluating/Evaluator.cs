using System.Diagnostics;
using System.Numerics.Tensors;
using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Datasets;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Models.Encoders;
using Lookalike.Search.Distances;
using Lookalike.Search.Evaluation;
using Lookalike.Search.Projection;

namespace Lookalike.Application.Evaluating;

/// <summary>
/// Measures how well vectors retrieve images of the query's class. Database: the indexed images of the data set's training split. Queries:
/// images of its test split. Labels are read here and nowhere else. Not safe to use from several threads.
/// </summary>
internal sealed class Evaluator
{
    private const int PrincipalComponentCount = 64;

    private readonly LabelledImageSet _train;
    private readonly ImageSet _queries;
    private readonly byte[] _queryLabels;
    private readonly IProgress<Progress>? _progress;

    /// <summary>Picks the queries: every n-th image of the test split, so that they spread over it.</summary>
    /// <param name="train">The training split, with labels.</param>
    /// <param name="test">The test split, with labels.</param>
    /// <param name="queries">How many; null for all.</param>
    /// <param name="progress">Told which vectors are measured and how many queries are done, from any thread; or null.</param>
    /// <exception cref="DatasetException">The data set has no labels.</exception>
    public Evaluator(LabelledImageSet train, LabelledImageSet test, int? queries, IProgress<Progress>? progress)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        if (!train.HasLabels || !test.HasLabels)
            throw new DatasetException(
                $"{train.Images.Name} has no labels: expected the two label files beside the images. Evaluation needs them.", train.Images.Name);
        int count = Math.Min(queries ?? test.Images.Count, test.Images.Count), step = test.Images.Count / count, size = test.Images.PixelsPerImage;
        byte[] pixels = new byte[count * size];
        _queryLabels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            test.Images[i * step].CopyTo(pixels.AsSpan(i * size));
            _queryLabels[i] = test.Labels.Span[i * step];
        }

        _train = train;
        _queries = new ImageSet(test.Images.Name, test.Images.Shape, pixels);
        _progress = progress;
    }

    /// <summary>Measures an index.</summary>
    /// <param name="index">An index that holds the training split.</param>
    /// <param name="encoder">The encoder of its model.</param>
    /// <param name="metric">The distance.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    /// <exception cref="IndexException">The index holds no labelled image of the training split.</exception>
    internal async Task<EvaluationReport> EvaluateIndexAsync(
        ImageIndex index, IImageEncoder encoder, DistanceMetric metric, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(encoder);
        long start = Stopwatch.GetTimestamp();
        (float[] vectors, byte[] labels) = await VectorsOfTrainingSplitAsync(index, encoder.Description.LatentSize, cancellationToken).ConfigureAwait(false);
        float[] queries = new float[_queries.Count * encoder.Description.LatentSize];
        encoder.Encode(_queries.Pixels.Span, _queries.Count, queries);
        double? recall = await index.IsApproximateAsync(cancellationToken).ConfigureAwait(false)
            ? await GraphRecall.MeasureAsync(index, queries, encoder.Description.LatentSize, _progress, cancellationToken).ConfigureAwait(false)
            : null;
        var set = new VectorSet
        {
            Name = "model",
            Database = vectors,
            Labels = labels,
            Queries = queries,
            Dimension = encoder.Description.LatentSize,
            ApproximateRecall = recall,
        };
        return Measure(set, metric, start, cancellationToken);
    }

    /// <summary>Measures raw pixels with the Euclidean distance, and 64 principal components with the cosine distance.</summary>
    /// <param name="cancellationToken">Stops the measurement.</param>
    public IReadOnlyList<EvaluationReport> EvaluateBaselines(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        int size = _train.Images.PixelsPerImage;
        float[] database = ToFloats(_train.Images), queries = ToFloats(_queries);
        byte[] labels = _train.Labels.ToArray();
        var set = new VectorSet { Name = "raw pixels", Database = database, Labels = labels, Queries = queries, Dimension = size };
        EvaluationReport pixels = Measure(set, DistanceMetric.Euclidean, start, cancellationToken);

        start = Stopwatch.GetTimestamp();
        int components = Math.Min(PrincipalComponentCount, size);
        PrincipalComponents pca = PrincipalComponents.Fit(database, size, components);
        float[] projected = new float[_train.Images.Count * components], projectedQueries = new float[_queries.Count * components];
        pca.Project(database, projected);
        pca.Project(queries, projectedQueries);
        set = new VectorSet { Name = $"PCA-{components}", Database = projected, Labels = labels, Queries = projectedQueries, Dimension = components };
        return [pixels, Measure(set, DistanceMetric.Cosine, start, cancellationToken)];
    }

    private EvaluationReport Measure(VectorSet vectors, DistanceMetric metric, long start, CancellationToken cancellationToken)
    {
        var report = _progress is null ? null : new PartProgress(_progress, $"evaluating {vectors.Name}", before: 0, _queries.Count);
        RetrievalQuality quality = RetrievalEvaluation.Evaluate(
            vectors.Database, vectors.Labels, vectors.Queries, _queryLabels, vectors.Dimension, metric, report, cancellationToken);
        return new EvaluationReport
        {
            Vectors = vectors.Name,
            MeanAveragePrecision = quality.MeanAveragePrecision,
            MeanAveragePrecisionAt1000 = quality.MeanAveragePrecisionAt1000,
            PrecisionAt10 = quality.PrecisionAt10,
            PrecisionAt1 = quality.PrecisionAt1,
            Queries = quality.Queries,
            Database = quality.Database,
            Metric = metric.Word(),
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            ApproximateRecallAt10 = vectors.ApproximateRecall,
        };
    }

    private static float[] ToFloats(ImageSet images)
    {
        float[] values = new float[images.Pixels.Length];
        TensorPrimitives.ConvertTruncating<byte, float>(images.Pixels.Span, values);
        TensorPrimitives.Multiply(values, 1f / 255, values);
        return values;
    }

    /// <summary>The indexed vectors of the training split, in the order of its positions, which is the order that breaks ties.</summary>
    private async Task<(float[] Vectors, byte[] Labels)> VectorsOfTrainingSplitAsync(ImageIndex index, int dimension, CancellationToken cancellationToken)
    {
        const IndexColumns Columns = IndexColumns.Set | IndexColumns.Position | IndexColumns.Label | IndexColumns.Vector;
        IndexSnapshot records = await index.Store.ReadAsync(Columns, cancellationToken).ConfigureAwait(false);
        int[] rows =
        [
            .. Enumerable.Range(0, records.Count)
                .Where(row => records.Sets[row] == _train.Images.Name && records.Labels[row] is not null).OrderBy(row => records.Positions[row]),
        ];
        if (rows.Length == 0)
        {
            throw new IndexException(
                $"{index.Path} holds no labelled image of {_train.Images.Name}. Index the data set first.", index.Path)
            {
                Remedy = IndexRemedies.Dataset(index.Path, _train.Images.Name),
            };
        }

        float[] vectors = new float[rows.Length * dimension];
        for (int i = 0; i < rows.Length; i++) records.Vector(rows[i]).CopyTo(vectors.AsMemory(i * dimension));
        return (vectors, [.. rows.Select(row => (byte)records.Labels[row]!.Value)]);
    }

    /// <summary>Vectors that are measured: of the database, with its classes, and of the queries.</summary>
    private sealed class VectorSet
    {
        public required string Name { get; init; }

        /// <summary>[images, <see cref="Dimension"/>], row-major.</summary>
        public required float[] Database { get; init; }

        public required byte[] Labels { get; init; }

        /// <summary>[queries, <see cref="Dimension"/>], row-major.</summary>
        public required float[] Queries { get; init; }

        public required int Dimension { get; init; }

        public double? ApproximateRecall { get; init; }
    }
}
