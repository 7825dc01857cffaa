namespace Lookalike.Reliability.Suite;

/// <summary>How a process ended and what it wrote.</summary>
internal sealed class CommandOutcome
{
    private const int MostText = 300;

    public required string Command { get; init; }

    public required int ExitCode { get; init; }

    public required string Output { get; init; }

    public required string Error { get; init; }

    /// <summary>True where it was ended because it did not end.</summary>
    public bool Hung { get; init; }

    public override string ToString() => $"{Command} ended with {ExitCode}: {Error[..Math.Min(MostText, Error.Length)]}";
}
