namespace Lookalike.Terminals.Display;

/// <summary>How much a command says beside its results.</summary>
internal enum Verbosity
{
    /// <summary>What there is to know; of many things of one kind, one.</summary>
    Usual,

    /// <summary>Nothing but what is wrong.</summary>
    Quiet,

    /// <summary>Of each thing.</summary>
    Verbose,
}
