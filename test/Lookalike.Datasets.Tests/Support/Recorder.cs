namespace Lookalike.Datasets.Tests;

/// <summary>Keeps every report, and lets a test act on one.</summary>
internal sealed class Recorder(Action<FetchProgress>? onReport = null) : IProgress<FetchProgress>
{
    public List<FetchProgress> Reports { get; } = [];

    public IReadOnlyList<FetchProgress> Of(FetchProgressKind kind) => [.. Reports.Where(report => report.Kind == kind)];

    public void Report(FetchProgress value)
    {
        Reports.Add(value);
        onReport?.Invoke(value);
    }
}
