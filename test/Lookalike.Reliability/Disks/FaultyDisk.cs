using System.Diagnostics;
using System.Globalization;

namespace Lookalike.Reliability.Disks;

/// <summary>The library that makes a disk fail for one process, compiled with the machine's compiler when it is needed.</summary>
internal sealed class FaultyDisk
{
    private readonly string _library;
    private readonly string _folder;

    private FaultyDisk(string library, string folder) => (_library, _folder) = (library, folder);

    /// <summary>Compiles it.</summary>
    /// <param name="scratch">Where the library goes.</param>
    /// <param name="folder">The folder whose files fail.</param>
    public static async Task<FaultyDisk> CreateAsync(string scratch, string folder)
    {
        string library = Path.Combine(scratch, "faulty_disk.so"), source = Path.Combine(AppContext.BaseDirectory, "Disks", "faulty_disk.c");
        using Process compiler = Process.Start("cc", ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"]);
        await compiler.WaitForExitAsync();
        return compiler.ExitCode == 0 ? new FaultyDisk(library, folder) : throw new InvalidOperationException($"cc could not compile {source}.");
    }

    /// <summary>The environment of a process whose calls are only counted.</summary>
    public Dictionary<string, string> Counting(string calls, string count) =>
        new() { ["LD_PRELOAD"] = _library, ["FAULTY_FOLDER"] = _folder, ["FAULTY_CALLS"] = calls, ["FAULTY_COUNT"] = count };

    /// <summary>The environment of a process whose calls fail.</summary>
    /// <param name="calls">Which: w, s, n.</param>
    /// <param name="after">How many go well.</param>
    /// <param name="error">The number of the error.</param>
    /// <param name="once">Whether only one fails.</param>
    public Dictionary<string, string> Failing(string calls, int after, int error, bool once) => new()
    {
        ["LD_PRELOAD"] = _library,
        ["FAULTY_FOLDER"] = _folder,
        ["FAULTY_CALLS"] = calls,
        ["FAULTY_AFTER"] = after.ToString(CultureInfo.InvariantCulture),
        ["FAULTY_ERROR"] = error.ToString(CultureInfo.InvariantCulture),
        ["FAULTY_ONCE"] = once ? "1" : "0",
    };
}
