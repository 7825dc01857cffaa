namespace Lookalike.Terminals.Faults;

/// <summary>The command line asks for something that does not fit together.</summary>
internal sealed class UsageException(string message) : Exception(message);
