namespace Lookalike.Index.Conformance;

/// <summary>An engine's tests run the whole suite: every base has a class that derives from it in the assembly that runs this one.</summary>
public abstract class SuiteCompletenessTests
{
    [Fact]
    public void Every_base_is_run()
    {
        Type[] bases = [.. typeof(IndexConformanceTest).Assembly.GetTypes().Where(type => type.IsAbstract && type.IsSubclassOf(typeof(IndexConformanceTest)))];
        Type[] run = [.. GetType().Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsVisible: true })];

        Assert.Contains(typeof(OneMomentTests), bases);
        Assert.Empty(bases.Where(type => !run.Any(type.IsAssignableFrom)));
    }
}
