namespace Lookalike.Core.Files;

/// <summary>
/// Where programs keep things of this user: by the XDG Base Directory Specification, which says to ignore a relative path; on Windows, in the application
/// data. None need be there yet.
/// </summary>
internal static class UserFolder
{
    private const string Program = "lookalike";

    /// <summary>What can be made again: $XDG_CACHE_HOME/lookalike, or ~/.cache/lookalike.</summary>
    public static string Cache(Func<string, string?> environment, bool isWindows) =>
        Of("XDG_CACHE_HOME", ".cache", Environment.SpecialFolder.LocalApplicationData, environment, isWindows);

    /// <summary>What the user wants to keep: $XDG_DATA_HOME/lookalike, or ~/.local/share/lookalike.</summary>
    public static string Data(Func<string, string?> environment, bool isWindows) =>
        Of("XDG_DATA_HOME", ".local/share", Environment.SpecialFolder.LocalApplicationData, environment, isWindows);

    /// <summary>What the user has set: $XDG_CONFIG_HOME/lookalike, or ~/.config/lookalike.</summary>
    public static string Configuration(Func<string, string?> environment, bool isWindows) =>
        Of("XDG_CONFIG_HOME", ".config", Environment.SpecialFolder.ApplicationData, environment, isWindows);

    private static string Of(string variable, string usual, Environment.SpecialFolder onWindows, Func<string, string?> environment, bool isWindows)
    {
        if (isWindows) return Path.Combine(Environment.GetFolderPath(onWindows), Program);
        if (environment(variable) is { Length: > 0 } chosen && Path.IsPathRooted(chosen)) return Path.Combine(chosen, Program);
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), usual, Program);
    }
}
