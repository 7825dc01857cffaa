namespace Lookalike.Core.Files;

/// <summary>What killed runs leave: files that were being written beside their place.</summary>
internal static class AbandonedFiles
{
    /// <summary>How the names of files end that are being written.</summary>
    public const string Extension = ".tmp";

    /// <summary>What <see cref="Path.GetRandomFileName"/> gives: eight characters, a point, three.</summary>
    private const int RandomLength = 12;

    /// <summary>Between letting a file go and giving it its name, its writer does not hold it. For as long one that nobody holds is left alone.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Deletes what was to become one file. What is still being written stays, and so does what cannot be deleted.</summary>
    /// <param name="path">The name that it was to get.</param>
    /// <param name="grace">How long a young file is left alone that nobody holds; null for two seconds.</param>
    public static void Delete(string path, TimeSpan? grace = null)
    {
        string target = AtomicFile.Target(path), name = Path.GetFileName(target) + ".";
        int length = name.Length + RandomLength + Extension.Length;
        Delete(Path.GetDirectoryName(target), file => file.Length == length && file.StartsWith(name, StringComparison.Ordinal), grace ?? Grace);
    }

    /// <summary>Deletes what was to become any file of a folder that nobody but this program writes to.</summary>
    /// <param name="folder">The folder.</param>
    public static void DeleteAll(string folder) => Delete(folder, _ => true, Grace);

    private static void Delete(string? folder, Func<string, bool> isWanted, TimeSpan grace)
    {
        try
        {
            if (!Directory.Exists(folder)) return;

            // Names are compared here: a pattern would take a star in a name for any text.
            string[] found = [.. Directory.EnumerateFiles(folder).Where(path => IsTemporary(Path.GetFileName(path)) && isWanted(Path.GetFileName(path)))];
            string[] young = [.. found.Where(path => !DeleteUnlessHeld(path, andOlder: grace))];
            SpinWait.SpinUntil(() => !young.Any(File.Exists), grace);
            foreach (string path in young.Where(File.Exists)) DeleteUnlessHeld(path, andOlder: TimeSpan.Zero);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be listed. It need not be, to write to it.
        }
    }

    private static bool IsTemporary(string name)
    {
        if (!name.EndsWith(Extension, StringComparison.Ordinal) || name.Length <= RandomLength + Extension.Length) return false;
        ReadOnlySpan<char> random = name.AsSpan(name.Length - Extension.Length - RandomLength, RandomLength);
        if (name[^(Extension.Length + RandomLength + 1)] != '.' || random[8] != '.') return false;
        foreach (char c in random)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '5') or '.')) return false;
        }

        return true;
    }

    /// <returns>False where nobody holds it, and somebody may be about to give it its name.</returns>
    private static bool DeleteUnlessHeld(string path, TimeSpan andOlder)
    {
        try
        {
            // Whoever writes holds it for itself alone; whoever was killed holds nothing. It is deleted while it is held here.
            using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            if ((TimeProvider.System.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file.SafeFileHandle)).Duration() < andOlder) return false;
            if (OperatingSystem.IsWindows()) file.Dispose();
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In use, or gone already.
        }

        return true;
    }
}
