namespace Lookalike.Datasets;

/// <summary>Lets one fetch at a time write to a folder, among all programs on this machine.</summary>
internal static class FolderLock
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    // What .NET sets as HResult when another handle holds the file: ERROR_SHARING_VIOLATION on Windows, EWOULDBLOCK on Linux and on macOS.
    private static readonly int[] HeldByAnother = [unchecked((int)0x8007_0020), 11, 35];

    /// <summary>
    /// Waits until the folder is free and holds it until the result is disposed. Calls <paramref name="onWait"/> once if it has to wait.
    /// The lock's file stays: deleting it would let two holders in.
    /// </summary>
    public static async Task<IDisposable> AcquireAsync(string folder, Action onWait, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, ".lock");
        for (bool waited = false; ; waited = true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException e) when (HeldByAnother.Contains(e.HResult))
            {
                if (!waited) onWait();
            }

            await Task.Delay(RetryAfter, cancellationToken).ConfigureAwait(false);
        }
    }
}
