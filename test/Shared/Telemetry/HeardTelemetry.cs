using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Lookalike.Testing;

/// <summary>
/// Keeps the spans and measurements of a library that come of one test: those within the trace that begins with this. Other tests run beside it.
/// </summary>
internal sealed class HeardTelemetry : IDisposable
{
    private readonly Activity _test = new Activity("test").Start();
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters = new();

    /// <summary>Listens to a library.</summary>
    public HeardTelemetry(string library)
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == library,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.TraceId == _test.TraceId) Spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == library) own.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.Start();
    }

    /// <summary>The spans that ended, in this order.</summary>
    public ConcurrentQueue<Activity> Spans { get; } = [];

    /// <summary>Every value of an instrument with its tags.</summary>
    public ConcurrentQueue<(string Instrument, double Value, IReadOnlyDictionary<string, string> Tags)> Measured { get; } = [];

    /// <summary>The operations that ended, each with the type of its error or an empty text, as the histogram has them.</summary>
    public IEnumerable<(string Operation, string Error)> Operations =>
        Measured.Where(m => m.Instrument.EndsWith(".operation.duration", StringComparison.Ordinal))
            .Select(m => (m.Tags["lookalike.operation"], m.Tags.GetValueOrDefault("error.type", "")));

    /// <summary>The sum of an instrument's values, where one tag has a value.</summary>
    public double Sum(string instrument, string? tag = null, string? value = null) =>
        Measured.Where(m => m.Instrument == instrument && (tag is null || m.Tags.GetValueOrDefault(tag) == value)).Sum(m => m.Value);

    /// <summary>That a text, such as a folder's, is in no tag.</summary>
    public void AssertNoTagHas(string text)
    {
        Assert.DoesNotContain(Spans.SelectMany(span => span.TagObjects), tag => $"{tag.Value}".Contains(text, StringComparison.Ordinal));
        Assert.DoesNotContain(Spans, span => span.DisplayName.Contains(text, StringComparison.Ordinal));
        Assert.DoesNotContain(Measured.SelectMany(m => m.Tags.Values), value => value.Contains(text, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _meters.Dispose();
        _spans.Dispose();
        _test.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Activity.Current?.TraceId != _test.TraceId) return;
        Dictionary<string, string> told = [];
        foreach ((string key, object? tag) in tags) told.Add(key, Convert.ToString(tag, CultureInfo.InvariantCulture)!);
        Measured.Enqueue((instrument.Name, value, told));
    }
}
