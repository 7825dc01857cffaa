using System.Text.Json;

namespace Lookalike.Testing;

/// <summary>How a program ended and what it wrote.</summary>
internal sealed class Outcome
{
    public required int ExitCode { get; init; }

    public required string Output { get; init; }

    public required string Error { get; init; }

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

    public Outcome Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"expected exit code {exitCode}, found {ExitCode}\n--- output\n{Output}\n--- error\n{Error}");
        return this;
    }
}
