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
        RequireFollowing(project.Folder, project.Files);
    }

    [Fact]
    public void Those_of_tests_follow_folders_too()
    {
        string[] projects = [.. Directory.GetDirectories(Path.Combine(SourceProject.Root, "test")).Where(f => Directory.GetFiles(f, "*.csproj").Length == 1)];
        Assert.NotEmpty(projects);
        Assert.All(projects, folder => RequireFollowing(folder, SourceProject.FilesBelow(folder)));
    }

    private static void RequireFollowing(string project, IEnumerable<string> files)
    {
        string[] strays =
        [
            .. files.Where(f => NamespaceOf(f) is { } found && found != Expected(project, f) && found != OfServices)
                .Select(f => $"{Path.GetRelativePath(SourceProject.Root, f)}: expected {Expected(project, f)}"),
        ];
        Assert.True(strays.Length == 0, string.Join('\n', strays));
    }

    private static string Expected(string project, string file) =>
        Path.GetFileName(project) + Path.GetDirectoryName(file)![project.Length..].Replace(Path.DirectorySeparatorChar, '.');

    /// <summary>The namespace of a file; null where it has none, as a program's first file.</summary>
    private static string? NamespaceOf(string file) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].Trim().TrimEnd(';');
}
