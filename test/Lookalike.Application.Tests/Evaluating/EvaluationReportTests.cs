using Lookalike.Application.Evaluating;
using Lookalike.Application.Evaluating.LabelFree;

namespace Lookalike.Application.Tests.Evaluating;

public sealed class EvaluationReportTests
{
    [Fact]
    public void Without_labels_the_measures_that_need_them_are_absent_and_the_rest_is_the_label_free_one()
    {
        LabelFreeReport free = LabelFree();
        EvaluationReport report = EvaluationReport.WithoutLabels(free);

        Assert.Equal([null, null, null, null], new[] { report.MeanAveragePrecision, report.MeanAveragePrecisionAt1000, report.PrecisionAt10, report.PrecisionAt1 });
        Assert.Equal((7, 9, "cosine", "model", 1), (report.Queries, report.Database, report.Metric, report.Vectors, report.SchemaVersion));
        Assert.Same(free, report.LabelFree);
    }

    [Fact]
    public void Putting_other_measurements_beside_a_report_keeps_what_it_says()
    {
        var report = new EvaluationReport
        {
            Vectors = "model",
            MeanAveragePrecision = 0.1,
            MeanAveragePrecisionAt1000 = 0.2,
            PrecisionAt10 = 0.3,
            PrecisionAt1 = 0.4,
            Queries = 5,
            Database = 6,
            Metric = "euclidean",
            Seconds = 0.7,
            ApproximateRecallAt10 = 0.8,
        };

        EvaluationReport joined = report.With([report], LabelFree());

        Assert.Equal(
            (report.Vectors, report.MeanAveragePrecision, report.MeanAveragePrecisionAt1000, report.PrecisionAt10, report.PrecisionAt1, report.Queries),
            (joined.Vectors, joined.MeanAveragePrecision, joined.MeanAveragePrecisionAt1000, joined.PrecisionAt10, joined.PrecisionAt1, joined.Queries));
        Assert.Equal(
            (report.Database, report.Metric, report.Seconds, report.ApproximateRecallAt10),
            (joined.Database, joined.Metric, joined.Seconds, joined.ApproximateRecallAt10));
        Assert.Same(report, Assert.Single(joined.Baselines!));
        Assert.Equal("none", joined.LabelFree!.Verdict);
    }

    private static LabelFreeReport LabelFree()
    {
        CopyScores scores = SampleScores.Of("model", 0.5);
        return new LabelFreeReport(scores.Changes, SampleScores.Baselines(scores))
        {
            Vectors = "model",
            Metric = "cosine",
            RecallAt1 = 0.5,
            MeanReciprocalRank = 0.6,
            Verdict = "none",
            Queries = 7,
            Database = 9,
            Seed = 1,
            Seconds = 2,
        };
    }
}
