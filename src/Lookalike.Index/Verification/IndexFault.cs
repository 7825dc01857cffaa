namespace Lookalike.Index.Verification;

/// <summary>One thing that is wrong in what an engine keeps. An engine derives from it, to know its own fault again. Immutable.</summary>
public class IndexFault
{
    /// <summary>Names a fault.</summary>
    /// <param name="kind">What kind it is.</param>
    /// <param name="place">Where: the file, or a part of it.</param>
    /// <param name="message">What was expected and found; of a graph, why it cannot be used.</param>
    /// <param name="keys">The keys of the records that it concerns; null for none.</param>
    public IndexFault(IndexFaultKind kind, string place, string message, IReadOnlyList<string>? keys = null) =>
        (Kind, Place, Message, Keys) = (kind, place, message, keys ?? []);

    /// <summary>What kind it is.</summary>
    public IndexFaultKind Kind { get; }

    /// <summary>Where: the file, or a part of it.</summary>
    public string Place { get; }

    /// <summary>What was expected and found; of a graph, why it cannot be used.</summary>
    public string Message { get; }

    /// <summary>The keys of the records that it concerns.</summary>
    public IReadOnlyList<string> Keys { get; }
}
