using Lookalike.Core;

namespace Lookalike.Terminals.Display;

/// <summary>Says how far a download is, in tenths: a line each, in order, on the thread that fetches.</summary>
internal sealed class DownloadLines(Terminal terminal) : IProgress<Progress>
{
    private long _announced;

    /// <summary>Takes bytes of the file that the stage names.</summary>
    public void Report(Progress value)
    {
        if (value.Total == 0 || value.Done * 10 / value.Total == _announced) return;
        _announced = value.Done * 10 / value.Total;
        terminal.Note($"  {value.Stage}: {value.Done / 1e6:0.0} of {value.Total / 1e6:0.0} MB");
    }
}
