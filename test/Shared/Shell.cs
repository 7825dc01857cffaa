using System.Diagnostics;

namespace Lookalike.Testing;

/// <summary>Does to files what .NET cannot, by the programs of the system.</summary>
internal static class Shell
{
    /// <summary>A folder whose files keep any time, where the system has one.</summary>
    public static string FolderInMemory => Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    /// <summary>Gives a file another name.</summary>
    public static void HardLink(string name, string file) => Run("ln", file, name);

    /// <summary>Gives a file a time, in seconds since 1970. Only some file systems keep one outside the years 1 to 9999; those in memory do.</summary>
    public static void SetTime(string file, long seconds) => Run("touch", "-d", $"@{seconds}", file);

    /// <summary>Copies a file to <c>caf\xE9.png</c> in a folder: a name that is not UTF-8.</summary>
    public static void CopyToNameThatIsNotUtf8(string file, string folder) => Run("sh", "-c", """cp "$0" "$1/$(printf 'caf\351.png')" """, file, folder);

    /// <summary>Runs a program to its end.</summary>
    public static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
