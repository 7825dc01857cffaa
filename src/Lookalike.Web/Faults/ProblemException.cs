namespace Lookalike.Web.Faults;

/// <summary>A request that cannot be answered as it was meant, in words that say nothing of the machine.</summary>
/// <param name="type">What kind of answer it gets.</param>
/// <param name="detail">What was expected and found, and what to do.</param>
/// <param name="cause">The fault behind it, for the log; or null.</param>
internal sealed class ProblemException(ProblemType type, string detail, Exception? cause = null) : Exception(detail, cause)
{
    public ProblemType Type => type;

    /// <summary>What a program needs of it, by the names of JSON members: <c>limit</c>, <c>actual</c>.</summary>
    public IDictionary<string, object?> Members { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>When it may be tried again; null where that would change nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where else to look, as an address of this API; or null.</summary>
    public string? Location { get; init; }

    /// <summary>The same with a member more.</summary>
    public ProblemException With(string name, object? value)
    {
        Members[name] = value;
        return this;
    }
}
