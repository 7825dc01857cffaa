namespace Lookalike.Terminals.Faults;

/// <summary>What the process says of how it ended.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Unexpected = 1;
    public const int BadUsage = 2;
    public const int BadInput = 3;
    public const int MissingOrIncompatible = 4;
    public const int SomeFailed = 5;
    public const int Interrupted = 130;
}
