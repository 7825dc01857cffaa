using System.Runtime.InteropServices;
using Lookalike.Terminals.Faults;
using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Input;

/// <summary>
/// While somebody else is waited for, who may never write, Ctrl-C, a request to end and a closed terminal end the program at once: the thread that
/// reads a pipe hears of nothing else, and nothing has been done yet that could be kept.
/// </summary>
internal sealed class InputWait : IDisposable
{
    private readonly PosixSignalRegistration[] _signals =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal =>
            PosixSignalRegistration.Create(signal, static _ => QuickExit.Leave(ExitCode.Interrupted))),
    ];

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals) signal.Dispose();
    }
}
