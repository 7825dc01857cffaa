using Lookalike.Core.Files;

namespace Lookalike.Datasets.Store;

/// <summary>Where data sets are kept unless the caller says otherwise.</summary>
internal static class CacheFolder
{
    /// <summary>LOOKALIKE_DATA; else the program's folder in the user's cache.</summary>
    public static string Default(Func<string, string?> environment, bool isWindows) =>
        environment("LOOKALIKE_DATA") is { Length: > 0 } chosen ? Path.GetFullPath(chosen) : UserFolder.Cache(environment, isWindows);
}
