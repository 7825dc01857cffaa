namespace Lookalike.Architecture.Tests.Code;

/// <summary>A file's namespace is its project and its folder, so that whoever sees the one knows the other.</summary>
public sealed class NamespaceFolderTests
{
    /// <summary>Extension methods that register services lie where those who use them look.</summary>
    private const string OfServices = "Microsoft.Extensions.DependencyInjection";

    [Theory]
    [MemberData(nameof(SourceProject.Names), MemberType = typeof(SourceProject))]
    public void Namespaces_follow_folders(string name)
    {
        SourceProject project = SourceProject.Named(name);
        string[] strays = [.. project.Files.Where(f => NamespaceOf(f) is { } found && found != Expected(project, f) && found != OfServices).Select(f => $"{Path.GetRelativePath(SourceProject.Root, f)}: expected {Expected(project, f)}")];

        if (KnownFaults.ProjectsWhoseNamespacesDoNotFollowFolders.Contains(name)) Assert.True(strays.Length > 0, $"{name} follows its folders now: take it from the list.");
        else Assert.True(strays.Length == 0, string.Join('\n', strays));
    }

    private static string Expected(SourceProject project, string file) =>
        Path.GetRelativePath(project.Folder, Path.GetDirectoryName(file)!) is var folder && folder == "." ? project.Name : $"{project.Name}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";

    /// <summary>The namespace of a file; null where it has none, as a program's first file.</summary>
    private static string? NamespaceOf(string file) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].Trim().TrimEnd(';');
}
