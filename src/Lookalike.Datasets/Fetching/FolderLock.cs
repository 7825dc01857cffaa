using Lookalike.Core.Files;

namespace Lookalike.Datasets.Fetching;

/// <summary>Lets one fetch at a time write to a folder, among all programs on this machine.</summary>
internal static class FolderLock
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Waits until the folder is free and holds it until the result is disposed. Calls <paramref name="onWait"/> once if it has to wait.
    /// </summary>
    public static async Task<IDisposable> AcquireAsync(string folder, Action onWait, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, ".lock");
        for (bool waited = false; ; waited = true)
        {
            if (FileLock.TryTake(path) is { } taken) return taken;
            if (!waited) onWait();
            await Task.Delay(RetryAfter, cancellationToken).ConfigureAwait(false);
        }
    }
}
