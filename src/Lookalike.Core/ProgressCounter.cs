namespace Lookalike.Core;

/// <summary>
/// Hands on how much is done, as it comes. The framework's own class would hand it to the thread pool, out of order.
/// </summary>
internal sealed class ProgressCounter(Action<int> action) : IProgress<Core.Progress>
{
    public void Report(Core.Progress value) => action((int)value.Done);
}
