using System.Runtime.InteropServices;

namespace Lookalike.Core;

/// <summary>
/// The environment that native libraries see. On Unix .NET keeps a copy of its own, and what a program sets there does not reach getenv.
/// </summary>
internal static partial class NativeEnvironment
{
    /// <summary>Sets a variable. A library that reads it once must not have been loaded yet.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    /// <param name="overwrite">False: a value that the user has set stays.</param>
    public static void Set(string name, string value, bool overwrite)
    {
        if (OperatingSystem.IsWindows())
        {
            if (overwrite || Environment.GetEnvironmentVariable(name) is null) Environment.SetEnvironmentVariable(name, value);
            return;
        }

        if (SetUnix(name, value, overwrite ? 1 : 0) != 0)
        {
            throw new IOException(
                $"Cannot set {name} to '{value}': setenv failed with error {Marshal.GetLastPInvokeError()}. Set it before the program starts.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetUnix(string name, string value, int overwrite);
}
