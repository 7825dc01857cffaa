namespace Lookalike.Core.Files;

/// <summary>
/// Tells a file that another handle holds from one that cannot be opened at all.
/// </summary>
internal static class HeldFile
{
    // What .NET sets as HResult when another handle holds the file: ERROR_SHARING_VIOLATION on Windows, EWOULDBLOCK on Linux and on macOS.
    private static readonly int[] HeldByAnother = [unchecked((int)0x8007_0020), 11, 35];

    /// <summary>Whether a file could not be opened because another handle holds it.</summary>
    public static bool IsBehind(IOException fault) => HeldByAnother.Contains(fault.HResult);
}
