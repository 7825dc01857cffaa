using System.Reflection;
using System.Security.Cryptography;
using Lookalike.Core.Files;

namespace Lookalike.Imaging.Text;

/// <summary>
/// The font that comes with the library, so that text is legible on a machine without fonts: Inter Regular 3.19, TrueType, SIL Open Font
/// License 1.1. Safe from any thread.
/// </summary>
internal static class BundledFont
{
    /// <summary>The font's family name.</summary>
    public const string FamilyName = "Inter";

    private const string FileName = "Inter-Regular.ttf";

    private static readonly Lazy<string> InstalledFile = new(Install);

    /// <summary>Opens the font: a whole TrueType file.</summary>
    /// <returns>A stream that the caller disposes of.</returns>
    public static Stream OpenRead() => Assembly.GetExecutingAssembly().GetManifestResourceStream(FileName)!;

    /// <summary>
    /// Returns the path of the font as a file, for libraries that read fonts from files only. The file is written once, to
    /// <c>lookalike/fonts</c> in the user's cache folder ($XDG_CACHE_HOME, or the system's equal). Where there is no such folder or it is
    /// read-only, it is written to a temporary folder, which goes when the process ends. It is the only font in its folder. Processes may
    /// call this at the same time.
    /// </summary>
    /// <exception cref="IOException">Neither folder can be written to.</exception>
    public static string EnsureFile() => InstalledFile.Value;

    /// <summary>Writes the font below <paramref name="root"/>, if it is not there whole, and returns its path.</summary>
    internal static string InstallBelow(string root)
    {
        using Stream stream = OpenRead();
        var font = new byte[stream.Length];
        stream.ReadExactly(font);

        // The folder's name holds the content's hash: another version of the library has another folder.
        string hash = Convert.ToHexStringLower(SHA256.HashData(font))[..12];
        string folder = Path.Combine(root, "lookalike", "fonts", hash);
        string path = Path.Combine(folder, FileName);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(font)) return path;

        Directory.CreateDirectory(folder);
        AtomicFile.Write(path, font);
        return path;
    }

    private static string Install()
    {
        foreach (string? root in (string?[])[Environment.GetEnvironmentVariable("XDG_CACHE_HOME"), UserCache()])
        {
            if (string.IsNullOrEmpty(root) || !Path.IsPathRooted(root)) continue;
            try
            {
                return InstallBelow(root);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A read-only home is usual in a container. The next folder is tried.
            }
        }

        // A fresh folder that only this user can write to, for this process: a fixed name in a shared folder could be another user's.
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("lookalike-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(temporary);
        return InstallBelow(temporary.FullName);
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is the temporary folder's to clean up. A process that ends must not fail.
        }
    }

    private static string UserCache()
    {
        if (OperatingSystem.IsWindows()) return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length == 0 ? "" : Path.Combine(home, OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache");
    }
}
