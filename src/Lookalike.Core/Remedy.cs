namespace Lookalike.Core;

/// <summary>What mends a fault, as data: a command line words it as a command, a web page as a button. Immutable.</summary>
public sealed class Remedy
{
    /// <summary>Names a remedy.</summary>
    /// <param name="kind">What to do.</param>
    /// <param name="arguments">What to do it with, as <paramref name="kind"/> says.</param>
    public Remedy(RemedyKind kind, params IReadOnlyList<string> arguments) => (Kind, Arguments) = (kind, [.. arguments]);

    /// <summary>What to do.</summary>
    public RemedyKind Kind { get; }

    /// <summary>What to do it with, as <see cref="Kind"/> says.</summary>
    public IReadOnlyList<string> Arguments { get; }
}
