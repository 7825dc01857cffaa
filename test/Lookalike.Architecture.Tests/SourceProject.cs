using System.Reflection;
using System.Xml.Linq;

namespace Lookalike.Architecture.Tests;

/// <summary>A project of src: its files as they are written, and its assembly as it was built.</summary>
internal sealed class SourceProject
{
    private static readonly string Artifacts = BuiltWith("ArtifactsPath");

    private readonly XDocument _file;

    private SourceProject(string folder)
    {
        Folder = folder;
        Name = Path.GetFileName(folder);
        _file = XDocument.Load(Path.Combine(folder, Name + ".csproj"));
    }

    /// <summary>The folder that holds src.</summary>
    public static string Root { get; } = Path.GetFullPath(BuiltWith("RepositoryRoot"));

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<SourceProject> All { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Where(f => Directory.GetFiles(f, "*.csproj").Length == 1).Order(StringComparer.Ordinal).Select(f => new SourceProject(f))];

    public static TheoryData<string> Names => [.. All.Select(p => p.Name)];

    public string Name { get; }

    public string Folder { get; }

    public string AssemblyName => _file.Descendants("AssemblyName").SingleOrDefault()?.Value ?? Name;

    /// <summary>Its assembly, in the folder that it was built in.</summary>
    public string AssemblyPath => Path.Combine(Artifacts, "bin", Name, BuiltWith("Configuration"), AssemblyName + ".dll");

    /// <summary>What was restored for it.</summary>
    public string AssetsPath => Path.Combine(Artifacts, "obj", Name, "project.assets.json");

    /// <summary>The names of the projects that it refers to itself.</summary>
    public IEnumerable<string> References => _file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));

    /// <summary>Its own source files, those that it shares with others left out.</summary>
    public IEnumerable<string> Files => FilesBelow(Folder);

    public static SourceProject Named(string name) => All.Single(p => p.Name == name);

    /// <summary>The source files of all projects and those that they share.</summary>
    public static IEnumerable<string> AllFiles() => FilesBelow(Path.Combine(Root, "src"));

    /// <summary>The source files in a folder and below it.</summary>
    public static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string BuiltWith(string key) => typeof(SourceProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
