using Lookalike.Core;

namespace Lookalike.Datasets.Tests.Support;

/// <summary>Keeps what a fetch tells, and lets a test act on its progress.</summary>
internal sealed class Recorder(Action<Progress>? onReport = null) : IProgress<Progress>
{
    public List<Progress> Reports { get; } = [];

    public List<string> Notices { get; } = [];

    /// <summary>The notices that are no attempts, but for the last, which tells that all is there.</summary>
    public IReadOnlyList<string> Failures => [.. Notices.Where(n => n.Contains(": ", StringComparison.Ordinal))];

    public void Report(Progress value)
    {
        Reports.Add(value);
        onReport?.Invoke(value);
    }
}
