using System.Globalization;
using System.Runtime.CompilerServices;
using Lookalike.Web.Events;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Jobs;

/// <summary>What was told of a job, the last thousand: whoever comes late, or comes again, hears all of it that is there. Thread-safe.</summary>
internal sealed class JobEvents
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Number, ServerEvent Told)> _kept = new();
    private TaskCompletionSource _more = NewSignal();
    private long _last;
    private bool _isEnded;

    /// <summary>Tells something.</summary>
    /// <param name="name">What kind it is.</param>
    /// <param name="data">JSON on one line.</param>
    /// <param name="isLast">Whether nothing comes after it.</param>
    public void Add(string name, string data, bool isLast = false)
    {
        TaskCompletionSource told;
        lock (_gate)
        {
            if (_isEnded) return;
            if (_kept.Count == Bounds.Events) _kept.Dequeue();
            _kept.Enqueue((++_last, new ServerEvent(_last.ToString(CultureInfo.InvariantCulture), name, data)));
            _isEnded = isLast;
            told = _more;
            _more = NewSignal();
        }

        told.SetResult();
    }

    /// <summary>Hears it all, to the last.</summary>
    /// <param name="after">The number of the last event that was heard, 1 for the first of the job; 0 for none.</param>
    /// <param name="silence">After so long without an event a null is heard.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the hearing.</param>
    public async IAsyncEnumerable<ServerEvent?> ReadAsync(
        long after, TimeSpan silence, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            ((long Number, ServerEvent Told)[] heard, Task more, bool isEnded) = Take(after);
            foreach ((long number, ServerEvent told) in heard)
            {
                yield return told;
                after = number;
            }

            if (isEnded) yield break;
            if (!await ComesAsync(more, silence, time, cancellationToken).ConfigureAwait(false)) yield return null;
        }
    }

    private static async Task<bool> ComesAsync(Task more, TimeSpan silence, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await more.WaitAsync(silence, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ((long Number, ServerEvent Told)[] Heard, Task More, bool IsEnded) Take(long after)
    {
        lock (_gate) return ([.. _kept.Where(told => told.Number > after)], _more.Task, _isEnded);
    }
}
