using Lookalike.Cli.Terminals;
using Lookalike.Core;
using Lookalike.Datasets.Store;

namespace Lookalike.Cli.Commands.Data;

/// <summary>Fetches a data set and shows every attempt.</summary>
internal static class DatasetDownload
{
    public static Task RunAsync(DatasetStore store, string name, Terminal terminal, CancellationToken cancellationToken) =>
        store.FetchAsync(name, new Tenths(terminal), terminal.Note, cancellationToken);

    // Reports arrive on the fetching thread: a line each, in order.
    private sealed class Tenths(Terminal terminal) : IProgress<Progress>
    {
        private long _announced;

        public void Report(Progress value)
        {
            if (value.Total == 0 || value.Done * 10 / value.Total == _announced) return;
            _announced = value.Done * 10 / value.Total;
            terminal.Note($"  {value.Stage}: {value.Done / 1e6:0.0} of {value.Total / 1e6:0.0} MB");
        }
    }
}
