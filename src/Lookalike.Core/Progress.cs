namespace Lookalike.Core;

/// <summary>How far a piece of work is.</summary>
public readonly struct Progress
{
    /// <summary>Says how far a piece of work is.</summary>
    /// <param name="stage">What is being done, in a few words: <c>encoding</c>.</param>
    /// <param name="done">Units that are done, 0 and up.</param>
    /// <param name="total">Units of the whole stage, at least <paramref name="done"/>; 0 where that is not known.</param>
    public Progress(string stage, long done, long total) => (Stage, Done, Total) = (stage, done, total);

    /// <summary>What is being done, in a few words.</summary>
    public string Stage { get; }

    /// <summary>Units that are done, 0 and up.</summary>
    public long Done { get; }

    /// <summary>Units of the whole stage; 0 where that is not known.</summary>
    public long Total { get; }

    /// <inheritdoc/>
    public override string ToString() => Total > 0 ? $"{Stage}: {Done} of {Total}" : $"{Stage}: {Done}";
}
