namespace Lookalike.Reliability.Tests;

public sealed class FuzzTests
{
    [Theory]
    [InlineData("planted-exception", "Crash: NotSupportedException")]
    [InlineData("planted-abort", "Crash: the process ended with 134")]
    [InlineData("planted-segmentation", "Crash: the process ended with 134")]
    [InlineData("planted-hang", "Hang: ")]
    [InlineData("planted-memory", "Memory: ")]
    [InlineData("planted-silence", "Silent: planted")]
    public async Task A_reader_that_goes_wrong_is_reported_with_the_number_of_the_input_and_the_rest_is_read(string format, string finding)
    {
        (int exitCode, string output) = await ReliabilityProgram.RunAsync("fuzz", "--format", format, "--inputs", "5", "--cpu-limit", "2", "--memory-limit", "400");

        Assert.Equal(1, exitCode);
        Assert.Contains($"{format} 2: {finding}", output, StringComparison.Ordinal);
        Assert.Contains($"| {format} | 5 |", output, StringComparison.Ordinal);
        Assert.Contains("failed: 1", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("planted-nothing")]
    [InlineData("planted-refusal")]
    public async Task A_reader_that_reads_or_refuses_is_in_order(string format)
    {
        (int exitCode, string output) = await ReliabilityProgram.RunAsync("fuzz", "--format", format, "--inputs", "5");

        Assert.Equal(0, exitCode);
        Assert.Contains("succeeded: 1", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("graph")]
    [InlineData("png")]
    [InlineData("checkpoint")]
    public async Task One_input_can_be_made_again_by_its_number(string format)
    {
        using var scratch = new Scratch();
        await ReliabilityProgram.RunAsync("fuzz", "--format", format, "--inputs", "4", "--seed", "3", "--keep", scratch["all"]);
        await ReliabilityProgram.RunAsync("fuzz", "--format", format, "--only", "3", "--seed", "3", "--keep", scratch["one"]);
        await ReliabilityProgram.RunAsync("fuzz", "--format", format, "--only", "3", "--seed", "4", "--keep", scratch["other"]);

        byte[] first = File.ReadAllBytes(Path.Combine(scratch["all"], $"{format}-3"));
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(scratch["one"], $"{format}-3")));
        Assert.NotEqual(first, File.ReadAllBytes(Path.Combine(scratch["other"], $"{format}-3")));
    }
}
