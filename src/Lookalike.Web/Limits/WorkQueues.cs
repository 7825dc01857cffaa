using Lookalike.Web.Settings;

namespace Lookalike.Web.Limits;

/// <summary>What is done at once, by kind.</summary>
internal sealed class WorkQueues(LookalikeWebOptions options)
{
    public WorkQueue Searches { get; } = new("searches", options.MaxSearches, options.MaxWaitingSearches);

    public WorkQueue Explanations { get; } = new("explanations", Bounds.Explanations, Bounds.WaitingExplanations);

    public WorkQueue Drawings { get; } = new("drawings", Bounds.Drawings, Bounds.WaitingDrawings);

    public WorkQueue Uploads { get; } = new("uploads", Bounds.Uploads, Bounds.WaitingUploads);

    public WorkQueue Streams { get; } = new("streams of events", Bounds.Streams, waiting: 0);
}
