namespace Lookalike.Reliability.Fuzzing;

/// <summary>A verdict with its reason; one line.</summary>
internal sealed record Outcome(Verdict Verdict, string Detail = "")
{
    public static Outcome Same { get; } = new(Verdict.Same);

    public static Outcome Legal { get; } = new(Verdict.Legal);

    public bool IsFault => Verdict >= Verdict.Silent;

    public static Outcome Silent(string what) => new(Verdict.Silent, what);
}
