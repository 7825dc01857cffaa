namespace Lookalike.Core;

/// <summary>
/// Hands on how far a part of a longer stage is, as it comes. The framework's own class would hand it to the thread pool, out of order.
/// </summary>
/// <param name="whole">Told how far the whole stage is.</param>
/// <param name="stage">What the whole stage is called.</param>
/// <param name="before">Its units before the part.</param>
/// <param name="total">All its units.</param>
internal sealed class PartProgress(IProgress<Progress> whole, string stage, long before, long total) : IProgress<Progress>
{
    public void Report(Progress value) => whole.Report(new Progress(stage, before + value.Done, total));
}
