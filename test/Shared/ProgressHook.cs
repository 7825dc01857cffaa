namespace Lookalike.Testing;

/// <summary>Hands every report on as it comes, on the thread that made it. The framework's own class would hand it to the thread pool, out of order.</summary>
internal sealed class ProgressHook<T>(Action<T> heard) : IProgress<T>
{
    public void Report(T value) => heard(value);
}
