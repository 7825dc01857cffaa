using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Lookalike.Core.Telemetry;

/// <summary>
/// A library's source of spans and its meter, and the histogram of how long its operations take. While nobody listens, nothing is measured or
/// made. Thread-safe.
/// </summary>
#pragma warning disable CA1001 // it lives as long as the process, as what it holds
internal sealed class OperationSource
#pragma warning restore CA1001
{
    private const string OperationTag = "lookalike.operation";

    // From a picture that is encoded to a model that is trained overnight.
    private static readonly double[] Boundaries = [0.001, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 600, 3600];

    private readonly ActivitySource _spans;
    private readonly Histogram<double> _duration;

    /// <summary>Makes a source whose histogram is <c>NAME.operation.duration</c>, with a tag of the operation.</summary>
    /// <param name="name">The name of the library.</param>
    public OperationSource(string name)
        : this(name, $"{name.ToLowerInvariant()}.operation.duration", "How long operations took.", Boundaries)
    {
    }

    /// <summary>Makes a source.</summary>
    /// <param name="name">The name of the library.</param>
    /// <param name="duration">The name of the histogram.</param>
    /// <param name="description">What the histogram is of.</param>
    /// <param name="boundaries">Of its buckets, in seconds.</param>
    public OperationSource(string name, string duration, string description, double[] boundaries)
    {
        _spans = new ActivitySource(name, Version);
        Meter = new Meter(name, Version);
        _duration = Meter.CreateHistogram(duration, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
    }

    /// <summary>The version of sources and meters: that of all of Lookalike, which is released as one.</summary>
    public static string? Version { get; } = typeof(OperationSource).Assembly.GetName().Version?.ToString(fieldCount: 3);

    /// <summary>The meter, for what else is counted.</summary>
    public Meter Meter { get; }

    /// <summary>Whether somebody listens. Where nobody does, an operation has nothing to prepare.</summary>
    public bool IsHeard => _spans.HasListeners() || _duration.Enabled;

    /// <summary>Begins to tell of an operation; null, at no cost, while nobody listens.</summary>
    public ToldOperation? Start(string operation) =>
        IsHeard ? Start(operation, ActivityKind.Internal, [new(OperationTag, operation)]) : null;

    /// <summary>Begins to tell of an operation, whether or not somebody listens.</summary>
    /// <param name="span">What its span is called.</param>
    /// <param name="kind">What kind of span it is.</param>
    /// <param name="tags">What span and duration are tagged with: few values, and never a path, a key or a vector.</param>
    public ToldOperation Start(string span, ActivityKind kind, params ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        new(_spans.StartActivity(span, kind), _duration, tags);

    /// <summary>Runs an operation and tells of it.</summary>
    /// <param name="operation">What span and operation are called.</param>
    /// <param name="work">The operation. It is handed what tells of it, to tag the span with; null while nobody listens.</param>
    public Task<T> RunAsync<T>(string operation, Func<ToldOperation?, Task<T>> work) => IsHeard ? TellAsync(operation, work) : work(null);

    private async Task<T> TellAsync<T>(string operation, Func<ToldOperation?, Task<T>> work)
    {
        using ToldOperation? told = Start(operation);
        try
        {
            return await work(told).ConfigureAwait(false);
        }
        catch (Exception fault) when (told?.Fail(fault) ?? false)
        {
            throw;
        }
    }
}
