namespace Lookalike;

/// <summary>
/// Hands numbers on as they come. The framework's own class would hand them to the thread pool, out of order. Compiled into each project that reports
/// progress.
/// </summary>
internal sealed class ProgressCounter(Action<int> action) : IProgress<int>
{
    public void Report(int value) => action(value);
}
