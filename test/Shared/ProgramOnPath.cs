namespace Lookalike.Testing;

/// <summary>Programs that a machine may lack.</summary>
internal static class ProgramOnPath
{
    /// <summary>The first of some programs that is on PATH.</summary>
    /// <returns>Its path, or null where none of them is.</returns>
    public static string? Find(params string[] names) =>
        names.SelectMany(name => Folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    private static string[] Folders => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
