using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
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

    /// <summary>A data set's classes have numbers only.</summary>
    private static readonly string[] ClassNames = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(label => label.ToString(CultureInfo.InvariantCulture))];

    private readonly LabelledImageSet _train;
    private readonly ImageSet _queries;
    private readonly int[] _queryLabels, _positions;
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
        _queryLabels = new int[count];
        _positions = [.. Enumerable.Range(0, count).Select(i => i * step)];
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
        (float[] vectors, int[] labels, string[] keys) = await TrainingSplitAsync(index, cancellationToken).ConfigureAwait(false);
        float[] queries = new float[_queries.Count * encoder.Description.LatentSize];
        encoder.Encode(_queries.Pixels.Span, _queries.Count, queries);
        double? recall = await index.IsApproximateAsync(cancellationToken).ConfigureAwait(false)
            ? await GraphRecall.MeasureAsync(index, queries, encoder.Description.LatentSize, _progress, cancellationToken).ConfigureAwait(false)
            : null;
        var set = new LabelledVectors
        {
            Name = "model",
            Data = Data(vectors, labels, queries, encoder.Description.LatentSize),
            Classes = ClassNames,
            Keys = keys,
            Queries = [.. _positions.Select(position => string.Create(CultureInfo.InvariantCulture, $"{_queries.Name}/{position:00000}"))],
            ApproximateRecall = recall,
        };
        return LabelledMeasure.Run(set, metric, start, _progress, cancellationToken);
    }

    /// <summary>Measures raw pixels with the Euclidean distance, and 64 principal components with the cosine distance.</summary>
    /// <param name="cancellationToken">Stops the measurement.</param>
    public IReadOnlyList<EvaluationReport> EvaluateBaselines(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        int size = _train.Images.PixelsPerImage;
        float[] database = ToFloats(_train.Images), queries = ToFloats(_queries);
        int[] labels = Array.ConvertAll(_train.Labels.ToArray(), label => (int)label);
        EvaluationReport pixels = Measure("raw pixels", Data(database, labels, queries, size), DistanceMetric.Euclidean);

        start = Stopwatch.GetTimestamp();
        int components = Math.Min(PrincipalComponentCount, size);
        PrincipalComponents pca = PrincipalComponents.Fit(database, size, components);
        float[] projected = new float[_train.Images.Count * components], projectedQueries = new float[_queries.Count * components];
        pca.Project(database, projected);
        pca.Project(queries, projectedQueries);
        return [pixels, Measure($"PCA-{components}", Data(projected, labels, projectedQueries, components), DistanceMetric.Cosine)];

        EvaluationReport Measure(string name, RetrievalData data, DistanceMetric metric) => LabelledMeasure.Run(
            new LabelledVectors { Name = name, Data = data, Classes = ClassNames }, metric, start, _progress, cancellationToken);
    }

    /// <summary>A query, to look at.</summary>
    /// <param name="position">Its place among the queries.</param>
    internal ShownImage Show(int position) => new() { Shape = _queries.Shape, Pixels = _queries[position].ToArray() };

    private RetrievalData Data(float[] database, int[] labels, float[] queries, int dimension) => new()
    {
        Database = database,
        DatabaseLabels = labels,
        Queries = queries,
        QueryLabels = _queryLabels,
        Dimension = dimension,
    };

    private static float[] ToFloats(ImageSet images)
    {
        float[] values = new float[images.Pixels.Length];
        TensorPrimitives.ConvertTruncating<byte, float>(images.Pixels.Span, values);
        TensorPrimitives.Multiply(values, 1f / 255, values);
        return values;
    }

    /// <summary>The indexed vectors of the training split, in the order of its positions, which is the order that breaks ties.</summary>
    private async Task<(float[] Vectors, int[] Labels, string[] Keys)> TrainingSplitAsync(ImageIndex index, CancellationToken cancellationToken)
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

        return (records.VectorsOf(rows), [.. rows.Select(row => records.Labels[row]!.Value)], [.. rows.Select(row => records.Keys[row])]);
    }
}
