using System.Runtime.InteropServices;

namespace Lookalike.Terminals.Processes;

/// <summary>
/// Takes a closed terminal, or a lost connection, for what Ctrl-C is: the command stops and keeps what it has. A second one ends it at once. Under
/// nohup, where the signal is ignored, it stays so.
/// </summary>
internal sealed class HangUp : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _registration;

    public HangUp() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
    {
        signal.Cancel = !_stop.IsCancellationRequested;
        _stop.Cancel();
    });

    /// <summary>Cancelled by the signal.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _stop.Dispose();
    }
}
