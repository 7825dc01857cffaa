namespace Lookalike.Terminals.Faults;

/// <summary>Tells whether a fault of a file is a full disk: what could not be written for want of space is neither missing nor incompatible.</summary>
internal static class FullDisk
{
    private const int NoSpace = 28, NoSpaceOnWindows = 112, OverQuota = 122; // ENOSPC, ERROR_DISK_FULL, EDQUOT

    /// <summary>Whether the fault itself is one.</summary>
    public static bool Is(Exception fault) => fault is IOException && (fault.HResult & 0xFFFF) is NoSpace or NoSpaceOnWindows or OverQuota;
}
