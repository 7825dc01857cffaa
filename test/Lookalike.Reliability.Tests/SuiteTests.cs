namespace Lookalike.Reliability.Tests;

public sealed class SuiteTests
{
    [Fact]
    public async Task A_case_counts_what_it_tried_and_ends_well_where_nothing_was_lost()
    {
        (int exitCode, string output) = await ReliabilityProgram.RunAsync("suite", "--part", "power-cut", "--count", "2");

        Assert.Equal(0, exitCode);
        Assert.Contains("| power-cut | 2 | 2 | 0 | 0 | 0 |", output, StringComparison.Ordinal);
    }
}
