namespace Lookalike.Web.Jobs;

/// <summary>One thing that was told of a job. Immutable.</summary>
/// <param name="Id">1 for the first of the job, and rising.</param>
/// <param name="Name">What kind it is: <c>progress</c>, <c>unreadable</c>, <c>done</c>, <c>failed</c>, <c>stopped</c>.</param>
/// <param name="Data">JSON on one line.</param>
internal sealed record JobEvent(long Id, string Name, string Data);
