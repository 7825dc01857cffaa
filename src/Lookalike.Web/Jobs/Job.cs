using System.Text.Json;
using Lookalike.Application.Indexing;
using Lookalike.Core;
using Lookalike.Web.Contracts;

namespace Lookalike.Web.Jobs;

/// <summary>A job: how it is, and what was told of it. Thread-safe.</summary>
/// <param name="id">Its id.</param>
/// <param name="kind">What it does.</param>
/// <param name="time">The clock.</param>
#pragma warning disable CA1001 // what tells it to stop has neither a timer nor a handle, and may be asked for after the end
internal sealed class Job(string id, JobKind kind, TimeProvider time)
#pragma warning restore CA1001
{
    // A stage may tell of every image; nobody reads so fast.
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private JobState _state;
    private DateTimeOffset? _ended;
    private ProgressAnswer? _progress;
    private long _toldAt;
    private SummaryAnswer? _summary;
    private FailureAnswer? _failure;

    public string Id => id;

    /// <summary>What was told of it.</summary>
    public JobEvents Events { get; } = new();

    /// <summary>Cancelled when it is to stop.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>The work itself; it ends when the job has, and never fails.</summary>
    public Task Running { get; set; } = Task.CompletedTask;

    public bool IsRunning
    {
        get
        {
            lock (_gate) return _state == JobState.Running;
        }
    }

    /// <summary>Tells it to stop. What it has written stays.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>How it is now.</summary>
    public JobAnswer Answer()
    {
        lock (_gate)
        {
            return new JobAnswer
            {
                Id = id,
                Kind = kind,
                State = _state,
                Started = _started,
                Ended = _ended,
                Progress = _progress,
                Summary = _summary,
                Failure = _failure,
            };
        }
    }

    /// <summary>Tells how far it is, unless that was told a moment ago.</summary>
    public void Tell(Progress progress)
    {
        var answer = new ProgressAnswer { Stage = progress.Stage, Done = progress.Done, Total = progress.Total };
        lock (_gate)
        {
            bool isNew = _progress?.Stage != answer.Stage || answer.Done == answer.Total || time.GetElapsedTime(_toldAt) >= BetweenProgress;
            _progress = answer;
            if (!isNew) return;
            _toldAt = time.GetTimestamp();
        }

        Events.Add("progress", JsonSerializer.Serialize(answer, WebJson.Default.ProgressAnswer));
    }

    /// <summary>Tells of a picture that cannot be read.</summary>
    public void Tell(UnreadableAnswer unreadable) => Events.Add("unreadable", JsonSerializer.Serialize(unreadable, WebJson.Default.UnreadableAnswer));

    /// <summary>Ends it well.</summary>
    public void End(IndexSummary summary) => End(JobState.Done, "done", new SummaryAnswer
    {
        Encoded = summary.Encoded,
        Unchanged = summary.Unchanged,
        Touched = summary.Touched,
        Moved = summary.Moved,
        Copied = summary.Copied,
        Removed = summary.Removed,
        Failed = summary.Failed,
        Seconds = summary.Seconds,
    });

    /// <summary>Ends it because it was told to stop.</summary>
    public void EndStopped() => End(JobState.Stopped, "stopped");

    /// <summary>Ends it with a fault.</summary>
    public void End(FailureAnswer failure) => End(JobState.Failed, "failed", summary: null, failure);

    private void End(JobState state, string name, SummaryAnswer? summary = null, FailureAnswer? failure = null)
    {
        lock (_gate) (_state, _ended, _summary, _failure) = (state, time.GetUtcNow(), summary, failure);
        Events.Add(name, JsonSerializer.Serialize(Answer(), WebJson.Default.JobAnswer), isLast: true);
    }
}
