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
        string start = Path.GetFileName(path) + ".";

        // No pattern is made of a name that may hold an asterisk.
        foreach (FileInfo file in folder.EnumerateFiles().Where(f => f.Name.StartsWith(start, StringComparison.Ordinal) && f.Name.EndsWith(".tmp", StringComparison.Ordinal)))
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
