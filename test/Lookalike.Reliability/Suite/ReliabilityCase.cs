namespace Lookalike.Reliability.Suite;

/// <summary>One row of the table: something done to the program again and again, and what must still be true afterwards.</summary>
internal abstract class ReliabilityCase
{
    /// <summary>What the table calls it.</summary>
    public abstract string Name { get; }

    /// <summary>Which <c>--part</c> it belongs to.</summary>
    public abstract string Part { get; }

    /// <summary>Does it so often, and counts.</summary>
    /// <param name="folder">A folder of its own, empty.</param>
    /// <param name="count">How often.</param>
    /// <param name="random">The draws.</param>
    /// <param name="tally">Where to count.</param>
    public abstract Task RunAsync(string folder, int count, Random random, CaseTally tally);
}
