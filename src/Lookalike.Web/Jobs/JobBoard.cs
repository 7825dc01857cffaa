using System.Buffers.Text;
using System.Security.Cryptography;
using Lookalike.Web.Contracts;
using Lookalike.Web.Faults;
using Lookalike.Web.Settings;
using Lookalike.Web.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lookalike.Web.Jobs;

/// <summary>The jobs of this server: one at a time, for they write. When the server stops, the job that runs is told to. Thread-safe.</summary>
internal sealed class JobBoard(IJobWork work, FaultTable faults, TimeProvider time, ILogger<JobBoard> logger) : IHostedService
{
    private const int IdBytes = 9;

    private readonly Lock _gate = new();
    private readonly LinkedList<Job> _jobs = [];
    private bool _isStopping;

    /// <summary>Starts a job.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="addressOf">The address of a job by its id.</param>
    /// <exception cref="ProblemException">One runs already.</exception>
    public Job Start(JobKind kind, Func<string, string> addressOf)
    {
        lock (_gate)
        {
            if (_isStopping) throw new ProblemException(ProblemType.Stopping, "The server is being stopped: it starts no job any more.");
            if (_jobs.Last is { Value: { IsRunning: true } running })
            {
                throw new ProblemException(ProblemType.JobRunning, "A job writes to the index already: follow it, stop it, or wait for its end.")
                {
                    Location = addressOf(running.Id),
                }.With("job", running.Id);
            }

            if (_jobs.Count == Bounds.EndedJobs) _jobs.RemoveFirst();
            var job = new Job(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)), kind, time);
            _jobs.AddLast(job);
            job.Running = Task.Run(() => RunAsync(job));
            return job;
        }
    }

    /// <summary>Finds a job.</summary>
    /// <exception cref="ProblemException">There is none of this id, or no longer.</exception>
    public Job Get(string id)
    {
        lock (_gate)
        {
            return _jobs.FirstOrDefault(job => job.Id == id)
                ?? throw new ProblemException(ProblemType.NotFound, $"There is no such job, or no longer: the last {Bounds.EndedJobs} are remembered.");
        }
    }

    /// <summary>All jobs that are remembered, the last first.</summary>
    public IReadOnlyList<Job> All()
    {
        lock (_gate) return [.. _jobs.Reverse()];
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Job[] running;
        lock (_gate)
        {
            _isStopping = true;
            running = [.. _jobs.Where(job => job.IsRunning)];
        }

        foreach (Job job in running) job.Stop();
        await Task.WhenAll(running.Select(job => job.Running)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync(Job job)
    {
        Exception? fault = null;
        try
        {
            job.End(await work.RunAsync(job).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            job.EndStopped();
        }
#pragma warning disable CA1031 // whatever ends a job is told by the job
        catch (Exception e)
#pragma warning restore CA1031
        {
            fault = e;
            ProblemException problem = faults.Find(e) ?? new ProblemException(ProblemType.Unexpected, "The job failed. The server's log says more.");
            job.End(new FailureAnswer { Type = problem.Type.Urn, Detail = problem.Message });
        }

        WebLog.JobEnded(logger, fault, job.Id, job.Answer().State.ToString());
    }
}
