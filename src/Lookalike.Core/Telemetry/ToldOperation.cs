using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Lookalike.Core.Telemetry;

/// <summary>One operation as telemetry tells it: its span, and how long it took. It ends when it is disposed. Not safe to use from several threads.</summary>
internal sealed class ToldOperation : IDisposable
{
    private const string ErrorTag = "error.type";

    private readonly Activity? _span;
    private readonly Histogram<double> _duration;
    private readonly long _start = Stopwatch.GetTimestamp();
    private TagList _tags;

    /// <summary>Begins.</summary>
    /// <param name="span">The span; null where nobody listens to spans. It ends with the operation.</param>
    /// <param name="duration">Where the seconds are recorded.</param>
    /// <param name="tags">What both are tagged with.</param>
    public ToldOperation(Activity? span, Histogram<double> duration, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        (_span, _duration, _tags) = (span, duration, new TagList(tags));
        foreach ((string key, object? value) in tags) span?.SetTag(key, value);
    }

    /// <summary>Tags the span: what came out of the operation, in numbers or in one of few words.</summary>
    public void Tag(string key, object? value) => _span?.SetTag(key, value);

    /// <summary>Takes note of a fault on its way to the caller. A cancellation is none: whoever asked for it knows.</summary>
    /// <returns>False, so that it can stand in the filter of a catch clause that catches nothing.</returns>
    public bool Fail(Exception fault)
    {
        if (fault is OperationCanceledException) return false;
        string? type = fault.GetType().FullName;
        _span?.SetStatus(ActivityStatusCode.Error).SetTag(ErrorTag, type);
        _tags.Add(ErrorTag, type);
        return false;
    }

    public void Dispose()
    {
        _duration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds, _tags);
        _span?.Dispose();
    }
}
