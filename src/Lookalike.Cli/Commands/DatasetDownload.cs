using Lookalike.Datasets;

namespace Lookalike.Cli;

/// <summary>Fetches a data set and shows every attempt.</summary>
internal static class DatasetDownload
{
    public static async Task RunAsync(DatasetStore store, string name, Terminal terminal, CancellationToken cancellation)
    {
        var attempts = new Attempts(terminal);
        await store.FetchAsync(name, attempts, cancellation);
    }

    // Reports arrive on the fetching thread: a line each, in order.
    private sealed class Attempts(Terminal terminal) : IProgress<FetchProgress>
    {
        private long _announced;

        public void Report(FetchProgress value)
        {
            switch (value.Kind)
            {
                case FetchProgressKind.Attempt:
                    terminal.Note($"trying {value.Source} ...");
                    break;
                case FetchProgressKind.Failed:
                    terminal.Note($"  failed: {value.Message}");
                    break;
                case FetchProgressKind.Bytes when value.BytesTotal is { } total && value.BytesDone * 10 / Math.Max(1, total) != _announced:
                    _announced = value.BytesDone * 10 / Math.Max(1, total);
                    terminal.Note($"  {value.Message}: {value.BytesDone / 1e6:0.0} of {total / 1e6:0.0} MB");
                    break;
                case FetchProgressKind.Done:
                    terminal.Note(value.Message);
                    break;
            }
        }
    }
}
