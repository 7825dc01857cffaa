using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Lookalike.Cli.Tests;

/// <summary>Loads the program and what it needs from the folder that it was built into.</summary>
internal static class ProgramFolder
{
    [ModuleInitializer]
    internal static void LoadFromIt()
    {
        string folder = typeof(ProgramFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == nameof(ProgramFolder)).Value!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            string file = Path.Combine(folder, $"{name.Name}.dll");
            return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        };
    }
}
