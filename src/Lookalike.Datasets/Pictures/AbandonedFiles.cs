namespace Lookalike.Datasets;

/// <summary>What killed runs leave beside a cache: files that were being written, as large as a cache.</summary>
internal static class AbandonedFiles
{
    /// <summary>One that was just made may not be held by its writer yet.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Deletes those that nobody writes to any more. One that cannot be deleted stays.</summary>
    /// <param name="path">The cache.</param>
    public static void Delete(string path)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(path)!);
        if (!folder.Exists) return;
        foreach (FileInfo file in folder.EnumerateFiles(Path.GetFileName(path) + ".*.tmp"))
        {
            if (TimeProvider.System.GetUtcNow() - new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero) < Grace) continue;
            try
            {
                // Whoever writes holds it for itself alone.
                using (file.Open(FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                file.Delete();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, or gone already.
            }
        }
    }
}
