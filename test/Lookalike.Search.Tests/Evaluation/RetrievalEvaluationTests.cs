using FsCheck.Xunit;
using Lookalike.Core;
using Lookalike.Search.Distances;
using Lookalike.Search.Evaluation;
using Lookalike.Search.Tests.Exact;

namespace Lookalike.Search.Tests.Evaluation;

public sealed class RetrievalEvaluationTests
{
    [Property(MaxTest = 300)]
    public void Small_data_with_many_ties_agrees_with_the_definitions(int seed, byte rows, byte queries, byte dimension, byte metric)
    {
        var random = new Random(seed);
        int n = (rows % 60) + 1, q = (queries % 20) + 1, d = (dimension % 9) + 1;
        float[] database = TestVectors.Whole(seed, n * d, below: 2);
        float[] searched = TestVectors.Whole(unchecked(seed + 1), q * d, below: 2);
        byte[] labels = new byte[n], wanted = new byte[q];
        for (int i = 0; i < n; i++)
            labels[i] = (byte)random.Next(3);
        for (int i = 0; i < q; i++)
            wanted[i] = (byte)random.Next(4);
        AssertAgrees(database, labels, searched, wanted, d, (DistanceMetric)(metric % 6));
    }

    [Property(MaxTest = 200)]
    public void A_query_that_is_a_row_itself_is_ranked_as_if_that_row_were_not_there(int seed, byte rows, byte dimension, byte metric)
    {
        var random = new Random(seed);
        int n = (rows % 40) + 2, d = (dimension % 5) + 1;
        float[] database = TestVectors.Whole(seed, n * d, below: 3);
        int[] labels = [.. Enumerable.Range(0, n).Select(_ => random.Next(3))], own = [.. Enumerable.Range(0, n).Where(_ => random.Next(2) == 0).Append(n - 1).Distinct()];
        var measure = (DistanceMetric)(metric % 6);
        var data = new RetrievalData
        {
            Database = database,
            DatabaseLabels = labels,
            Queries = own.SelectMany(row => database[(row * d)..((row + 1) * d)]).ToArray(),
            QueryLabels = Array.ConvertAll(own, row => labels[row]),
            OwnRows = own,
            Dimension = d,
        };

        QueryQuality[] each = RetrievalEvaluation.EvaluateEach(data, measure, progress: null, CancellationToken.None);

        for (int i = 0; i < own.Length; i++)
        {
            int row = own[i];
            float[] others = [.. database[..(row * d)], .. database[((row + 1) * d)..]], query = database[(row * d)..((row + 1) * d)];
            byte[] otherLabels = [.. labels.Where((_, j) => j != row).Select(label => (byte)label)];
            RetrievalQuality expected = NaiveEvaluation.Evaluate(others, otherLabels, query, [(byte)labels[row]], d, measure);
            Assert.Equal(expected.MeanAveragePrecision, each[i].AveragePrecision, 1e-12);
            Assert.Equal(expected.PrecisionAt10, each[i].PrecisionAt10, 1e-12);
            Assert.Equal(expected.PrecisionAt1, each[i].PrecisionAt1);
            int nearest = BruteForce.Search(others, d, query, 1, measure)[0].Position;
            Assert.Equal(nearest < row ? nearest : nearest + 1, each[i].NearestRow);
        }
    }

    [Fact]
    public void More_than_a_thousand_rows_agree_with_the_definitions()
    {
        float[] database = TestVectors.Uniform(1, 2500 * 5);
        byte[] labels = [.. TestVectors.Whole(2, 2500, below: 4).Select(v => (byte)v)];
        byte[] wanted = [.. TestVectors.Whole(3, 40, below: 4).Select(v => (byte)v)];
        foreach (DistanceMetric metric in Enum.GetValues<DistanceMetric>())
            AssertAgrees(database, labels, TestVectors.Uniform(4, 40 * 5), wanted, 5, metric);
    }

    [Fact]
    public void A_ranking_worked_out_by_hand_gives_its_measures()
    {
        // Ranked 0 1 2 3 4: relevant at ranks 1, 3 and 5.
        RetrievalQuality quality = RetrievalEvaluation.Evaluate(new float[] { 1, 2, 3, 4, 5 }, new byte[] { 7, 0, 7, 0, 7 }, new float[] { 0 }, new byte[] { 7 }, 1, DistanceMetric.Euclidean, cancellationToken: TestContext.Current.CancellationToken);
        double expected = (1 + (2 / 3d) + (3 / 5d)) / 3;
        Assert.Equal(expected, quality.MeanAveragePrecision, 1e-12);
        Assert.Equal(expected, quality.MeanAveragePrecisionAt1000, 1e-12);
        Assert.Equal(3 / 5d, quality.PrecisionAt10, 1e-12);
        Assert.Equal(1, quality.PrecisionAt1);
        Assert.Equal((1, 5), (quality.Queries, quality.Database));
    }

    [Fact]
    public void The_cut_at_a_thousand_divides_by_what_was_found_there()
    {
        // Relevant at ranks 1 and 1,001: the cut sees only the first.
        var labels = new byte[1001];
        labels[0] = labels[1000] = 1;
        RetrievalQuality quality = RetrievalEvaluation.Evaluate(Enumerable.Range(1, 1001).Select(i => (float)i).ToArray(), labels, new float[1], new byte[] { 1 }, 1, DistanceMetric.Manhattan, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, quality.MeanAveragePrecisionAt1000);
        Assert.Equal((1 + (2 / 1001d)) / 2, quality.MeanAveragePrecision, 1e-12);
        Assert.Equal(.1, quality.PrecisionAt10, 1e-12);
    }

    [Fact]
    public void A_query_of_a_class_that_the_database_lacks_counts_as_zero()
    {
        RetrievalQuality quality = RetrievalEvaluation.Evaluate(new float[] { 1, 2 }, new byte[] { 0, 0 }, new float[] { 1, 1 }, new byte[] { 0, 9 }, 1, DistanceMetric.Euclidean, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(.5, quality.MeanAveragePrecision);
        Assert.Equal(.5, quality.PrecisionAt1);
    }

    [Fact]
    public void Distances_that_are_not_numbers_rank_last()
    {
        RetrievalQuality quality = RetrievalEvaluation.Evaluate(new float[] { float.NaN, 2 }, new byte[] { 0, 1 }, new float[] { 1 }, new byte[] { 1 }, 1, DistanceMetric.Euclidean, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, quality.PrecisionAt1);
    }

    [Fact]
    public void Both_zeros_tie()
    {
        // The products are +0 and -0; their distances are equal, so the lower position is first.
        RetrievalQuality quality = RetrievalEvaluation.Evaluate(new float[] { -1, 1 }, new byte[] { 1, 0 }, new float[] { 0 }, new byte[] { 1 }, 1, DistanceMetric.DotProduct, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, quality.PrecisionAt1);
        quality = RetrievalEvaluation.Evaluate(new float[] { 1, -1 }, new byte[] { 1, 0 }, new float[] { 0 }, new byte[] { 1 }, 1, DistanceMetric.DotProduct, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, quality.PrecisionAt1);
    }

    [Fact]
    public void Progress_rises_to_the_number_of_queries()
    {
        var reports = new Reports();
        RetrievalEvaluation.Evaluate(TestVectors.Uniform(1, 400), new byte[100], TestVectors.Uniform(2, 400), new byte[100], 4, DistanceMetric.Cosine, reports, TestContext.Current.CancellationToken);
        Assert.Equal(reports.Values.Order(), reports.Values);
        Assert.Equal(100, reports.Values[^1]);
        Assert.All(reports.Totals, total => Assert.Equal(100, total));
    }

    [Fact]
    public void A_cancelled_evaluation_stops()
    {
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(cancellation.Cancel);
        Assert.ThrowsAny<OperationCanceledException>(() => RetrievalEvaluation.Evaluate(
            new float[4000], new byte[4000], new float[4000], new byte[4000], 1, DistanceMetric.Euclidean, reports, cancellation.Token));
        Assert.True(reports.Values[^1] < 4000, "every query was done");
    }

    [Theory]
    [InlineData(0, 0, 2, 1, "database")]
    [InlineData(2, 1, 0, 0, "queries")]
    [InlineData(3, 1, 2, 1, "database")]
    [InlineData(4, 1, 2, 1, "databaseLabels")]
    [InlineData(4, 2, 2, 2, "queryLabels")]
    public void Vectors_and_labels_that_do_not_match_are_refused(int database, int labels, int queries, int queryLabels, string parameter) =>
        Assert.Throws<ArgumentException>(parameter, () => RetrievalEvaluation.Evaluate(new float[database], new byte[labels], new float[queries], new byte[queryLabels], 2, DistanceMetric.Euclidean, cancellationToken: TestContext.Current.CancellationToken));

    private static void AssertAgrees(
        float[] database, byte[] labels, float[] queries, byte[] wanted, int dimension, DistanceMetric metric)
    {
        RetrievalQuality expected = NaiveEvaluation.Evaluate(database, labels, queries, wanted, dimension, metric);
        RetrievalQuality actual = RetrievalEvaluation.Evaluate(database, labels, queries, wanted, dimension, metric);
        Assert.Equal(expected.MeanAveragePrecision, actual.MeanAveragePrecision, 1e-9);
        Assert.Equal(expected.MeanAveragePrecisionAt1000, actual.MeanAveragePrecisionAt1000, 1e-9);
        Assert.Equal(expected.PrecisionAt10, actual.PrecisionAt10, 1e-9);
        Assert.Equal(expected.PrecisionAt1, actual.PrecisionAt1, 1e-9);
        Assert.Equal((expected.Queries, expected.Database), (actual.Queries, actual.Database));
    }

    private sealed class Reports(Action? onReport = null) : IProgress<Progress>
    {
        public List<int> Values { get; } = [];

        public List<long> Totals { get; } = [];

        public void Report(Progress value)
        {
            Values.Add((int)value.Done);
            Totals.Add(value.Total);
            onReport?.Invoke();
        }
    }
}
