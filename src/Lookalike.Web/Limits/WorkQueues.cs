using Lookalike.Web.Settings;

namespace Lookalike.Web.Limits;

/// <summary>What is done at once, by kind.</summary>
internal sealed class WorkQueues(LookalikeWebOptions options)
{
    public WorkQueue Searches { get; } = new("searches", options.MaxSearches, options.MaxWaitingSearches);

    public WorkQueue Explanations { get; } = new("explanations", Bounds.Explanations, Bounds.WaitingExplanations);

    public WorkQueue Drawings { get; } = new("drawings", Bounds.Drawings, Bounds.WaitingDrawings);

    /// <summary>One at a time: whoever waits shares what the one before has measured.</summary>
    public WorkQueue Orders { get; } = new("orders", atOnce: 1, Bounds.WaitingOrders);

    public WorkQueue Uploads { get; } = new("uploads", Bounds.Uploads, Bounds.WaitingUploads);

    /// <summary>Few of one client: browsers open six connections to a host, and the rest of a page needs some.</summary>
    public ClientQueue Streams { get; } = new("streams of events", Bounds.Streams, Bounds.ClientStreams);
}
