using Lookalike.Core.Files;

namespace Lookalike.Terminals.Input;

/// <summary>Tells, without opening it, what is no file: to open a named pipe waits for who writes into it, and a device may never end.</summary>
internal static class SpecialFile
{
    /// <summary>What a path is, followed through links, if that is nothing to be read as a file.</summary>
    public static string? KindOf(string path)
    {
        try
        {
            return FileStatus.Of(path).Special;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // whoever opens it says why it cannot be opened
        }
    }

    /// <summary>Whether a path is a pipe that is open already, as a shell hands over what another program writes.</summary>
    public static bool IsOpenPipe(string path)
    {
        string full = Path.GetFullPath(path);
        bool open = full == "/dev/stdin"
            || full.StartsWith("/dev/fd/", StringComparison.Ordinal) || full.StartsWith("/proc/self/fd/", StringComparison.Ordinal);
        return open && KindOf(path) == FileStatus.Pipe;
    }
}
