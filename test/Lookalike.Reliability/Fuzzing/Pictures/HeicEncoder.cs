using System.Diagnostics;
using NetVips;

namespace Lookalike.Reliability.Fuzzing.Pictures;

/// <summary>Writes HEIC by libheif's own program: no library here writes it.</summary>
internal static class HeicEncoder
{
    private const string Program = "heif-enc";

    /// <summary>Whether the program is installed.</summary>
    public static bool IsThere { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>A picture as a file.</summary>
    public static byte[] Encode(Image picture)
    {
        using var scratch = new Scratch();
        picture.WriteToFile(scratch["a.png"]);
        var start = new ProcessStartInfo(Program, ["-q", "60", scratch["a.png"], "-o", scratch["a.heic"]]) { UseShellExecute = false, RedirectStandardOutput = true };
        using (Process encoder = Process.Start(start)!)
        {
            encoder.StandardOutput.ReadToEnd();
            encoder.WaitForExit();
        }

        return File.ReadAllBytes(scratch["a.heic"]);
    }
}
