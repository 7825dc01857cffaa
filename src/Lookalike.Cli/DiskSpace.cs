namespace Lookalike.Cli;

/// <summary>Tells whether a fault is a full disk.</summary>
internal static class DiskSpace
{
    // ENOSPC and EDQUOT on Unix, ERROR_DISK_FULL on Windows.
    public static bool IsFull(Exception fault) => fault is IOException && (fault.HResult & 0xFFFF) is 28 or 112 or 122;
}
