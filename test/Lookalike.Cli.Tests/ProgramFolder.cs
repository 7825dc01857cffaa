using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Lookalike.Cli.Tests;

/// <summary>Loads the program and what it needs from the folder that it was built into.</summary>
internal static class ProgramFolder
{
    /// <summary>Where it is.</summary>
    public static string Path { get; } = typeof(ProgramFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == nameof(ProgramFolder)).Value!;

    [ModuleInitializer]
    internal static void LoadFromIt()
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            string file = System.IO.Path.Combine(Path, $"{name.Name}.dll");
            return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        };
    }
}
