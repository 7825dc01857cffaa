namespace Lookalike.Reliability.Fuzzing;

/// <summary>What became of an input. The last four are faults of the program.</summary>
internal enum Verdict
{
    /// <summary>Refused by an exception that the documentation names.</summary>
    Refused,

    /// <summary>Read, with the result of the seed.</summary>
    Same,

    /// <summary>Read, with another result that no checksum forbids.</summary>
    Legal,

    /// <summary>Read without a word, with another result than the checksum in the file promises.</summary>
    Silent,

    /// <summary>An exception that nothing names, or the end of the process.</summary>
    Crash,

    /// <summary>More processor time than the limit, or no end.</summary>
    Hang,

    /// <summary>More memory than the limit.</summary>
    Memory,
}
