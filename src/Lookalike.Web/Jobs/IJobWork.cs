using Lookalike.Application.Indexing;

namespace Lookalike.Web.Jobs;

/// <summary>What a job does. Thread-safe.</summary>
internal interface IJobWork
{
    /// <summary>Does it.</summary>
    /// <param name="job">Told how far it is; its token stops the work.</param>
    /// <returns>What was done to the index.</returns>
    /// <exception cref="Faults.ProblemException">There is nothing to do it to.</exception>
    /// <exception cref="Core.LookalikeException">Model or index are missing, or another process writes to it.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    Task<IndexSummary> RunAsync(Job job);
}
