using Lookalike.VectorData.Conformance.Collections;
using Lookalike.VectorData.Conformance.Types;

namespace Lookalike.VectorData.Conformance.Completeness;

/// <summary>A provider's tests run the whole suite: every base has a class that derives from it in the assembly that runs this one.</summary>
public abstract class SuiteCompletenessTests
{
    /// <summary>The bases that this provider does not run, each with the reason. Generic ones as their definitions.</summary>
    protected virtual IReadOnlyDictionary<Type, string> Ignored => new Dictionary<Type, string>();

    [Fact]
    public void Every_base_is_run() => Assert.Empty(SuiteCompleteness.Missing(SuiteCompleteness.Bases.Except(Ignored.Keys), GetType().Assembly.GetTypes()));

    [Fact]
    public void Every_base_that_is_ignored_is_one_that_is_not_run_and_has_a_reason()
    {
        Assert.Equal(Ignored.Keys.OrderBy(b => b.Name, StringComparer.Ordinal), SuiteCompleteness.Missing(SuiteCompleteness.Bases, GetType().Assembly.GetTypes()));
        Assert.DoesNotContain(Ignored.Values, string.IsNullOrWhiteSpace);
    }

    [Fact]
    public void All_the_bases_are_known()
    {
        Assert.Contains(typeof(CollectionManagementTests<>), SuiteCompleteness.Bases);
        Assert.Contains(typeof(KeyTypeTests), SuiteCompleteness.Bases);
        Assert.DoesNotContain(typeof(ConformanceTest), SuiteCompleteness.Bases);
    }

    [Fact]
    public void A_base_without_a_class_is_missing()
    {
        Type[] bases = [typeof(Plain), typeof(Generic<>), typeof(Middle)];

        Assert.Equal([typeof(Generic<>), typeof(Middle), typeof(Plain)], SuiteCompleteness.Missing(bases, []));
        Assert.Equal([typeof(Generic<>), typeof(Middle)], SuiteCompleteness.Missing(bases, [typeof(RunPlain)]));
        Assert.Equal([typeof(Middle), typeof(Plain)], SuiteCompleteness.Missing(bases, [typeof(RunGeneric)]));
    }

    [Fact]
    public void A_class_runs_the_bases_of_its_base_too() => Assert.Equal([typeof(Plain)], SuiteCompleteness.Missing([typeof(Plain), typeof(Generic<>), typeof(Middle)], [typeof(RunMiddle)]));

    [Fact]
    public void A_class_that_no_runner_can_create_runs_nothing() =>
        Assert.Equal([typeof(Generic<>), typeof(Plain)], SuiteCompleteness.Missing([typeof(Plain), typeof(Generic<>)], [typeof(Middle), typeof(Open<>), typeof(Hidden)]));

    public abstract class Plain;

    public abstract class Generic<T>;

    public abstract class Middle : Generic<int>;

    public sealed class RunPlain : Plain;

    public sealed class RunGeneric : Generic<string>;

    public sealed class RunMiddle : Middle;

    public sealed class Open<T> : Generic<T>;

    private sealed class Hidden : Plain;
}
