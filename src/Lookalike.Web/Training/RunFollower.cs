using System.Globalization;
using System.Runtime.CompilerServices;
using Lookalike.Models;
using Lookalike.Web.Contracts;
using Lookalike.Web.Events;
using Lookalike.Web.Settings;

namespace Lookalike.Web.Training;

/// <summary>Follows the runs that train the served model, in whatever process, by what they write beside it. Thread-safe.</summary>
internal sealed class RunFollower(LookalikeWebOptions options, TimeProvider time)
{
    /// <summary>Between two looks at the log. It is told of in seconds.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private string Path => RunLogFile.PathFor(options.ModelPath);

    /// <summary>How the last run stands, or none.</summary>
    public TrainingAnswer Describe()
    {
        var reader = new RunLogReader(Path);
        string? last = null;
        for (IReadOnlyList<(long Number, string Name, string Line)> more; (more = Read(reader)).Count > 0;) last = more[^1].Name;
        return new TrainingAnswer
        {
            State = last switch
            {
                null => TrainingState.None,
                "done" => TrainingState.Done,
                "stopped" => TrainingState.Stopped,
                "failed" => TrainingState.Failed,
                _ => TrainingState.Running,
            },
            Heard = last is null ? null : new DateTimeOffset(File.GetLastWriteTimeUtc(Path)),
        };
    }

    /// <summary>Hears the last run from its beginning, and those that come after it, without an end.</summary>
    /// <param name="after">The id of the last event that was heard; null for none. One of another run is as none.</param>
    /// <param name="cancellationToken">Ends the hearing; what was written until then is heard still.</param>
    /// <returns>Events; null where nothing was written for a while.</returns>
    public async IAsyncEnumerable<ServerEvent?> FollowAsync(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new RunLogReader(Path);
        long heard = time.GetTimestamp();
        while (true)
        {
            bool isLast = cancellationToken.IsCancellationRequested;
            IReadOnlyList<(long Number, string Name, string Line)> more = Read(reader);
            foreach ((long number, string name, string line) in more)
            {
                if (after is not null && IsHeard(after, reader.Run!, number)) continue;
                yield return new ServerEvent($"{reader.Run}-{number}", name, line);
                heard = time.GetTimestamp();
            }

            if (isLast) yield break;
            if (more.Count > 0) continue;
            if (time.GetElapsedTime(heard) >= EventStream.Silence)
            {
                yield return null;
                heard = time.GetTimestamp();
            }

            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsHeard(string after, string run, long number) =>
        after.StartsWith(run + "-", StringComparison.Ordinal) && long.TryParse(
            after.AsSpan(run.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long last) && number <= last;

    /// <summary>A log that cannot be read is as one that is not there: it may be, the next time.</summary>
    private static IReadOnlyList<(long Number, string Name, string Line)> Read(RunLogReader reader)
    {
        try
        {
            return reader.ReadMore();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A last look is taken.
        }
    }
}
