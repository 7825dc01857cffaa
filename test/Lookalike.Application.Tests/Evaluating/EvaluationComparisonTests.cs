using Lookalike.Application.Evaluating;

namespace Lookalike.Application.Tests.Evaluating;

public sealed class EvaluationComparisonTests
{
    [Fact]
    public void Two_runs_with_the_same_queries_are_compared_query_by_query()
    {
        var comparison = new EvaluationComparison(
            ("a.db", "b.db"), (Report([true, true, false, false, true], ["1", "2", "3", "4", "5"]), Report([true, false, true, false, true], ["1", "2", "3", "4", "5"])));

        Assert.Equal(new EvaluationComparison.Outcome(Both: 2, OnlyFirst: 1, OnlySecond: 1, Neither: 1), comparison.FirstHits);
        Assert.Equal(["mAP", "P@10", "1-NN"], comparison.Numbers().Select(n => n.Name));
    }

    [Fact]
    public void Other_queries_are_not_compared_one_by_one()
    {
        Assert.Null(new EvaluationComparison(("a.db", "b.db"), (Report([true], ["1"]), Report([true], ["2"]))).FirstHits);
        Assert.Null(new EvaluationComparison(("a.db", "b.db"), (Report([], []), Report([], []))).FirstHits);
    }

    private static EvaluationReport Report(bool[] outcomes, string[] names) =>
        new() { MeanAveragePrecision = .5, PrecisionAt10 = .4, PrecisionAt1 = .3, Outcomes = outcomes, QueryNames = names };
}
