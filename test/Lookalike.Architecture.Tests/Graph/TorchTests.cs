using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace Lookalike.Architecture.Tests.Graph;

/// <summary>Only training may need libtorch: whoever searches, serves or stores does not carry 480 MB for nothing.</summary>
public sealed class TorchTests
{
    private static readonly string[] WithTorch = ["Lookalike.Training", "Lookalike.Cli"];

    public static TheoryData<string> Libraries => [.. SourceProject.All.Select(p => p.Name).Except(WithTorch)];

    [Fact]
    public void Only_training_and_the_command_reach_TorchSharp()
    {
        // The command's folder has all of ours side by side.
        string folder = Path.GetDirectoryName(SourceProject.Named("Lookalike.Cli").AssemblyPath)!;
        SourceProject[] ours = [.. SourceProject.All.Where(p => File.Exists(Path.Combine(folder, p.AssemblyName + ".dll")))];
        Assert.True(ours.Length >= 8, string.Join(", ", ours.Select(p => p.Name)));
        foreach (SourceProject project in ours) Assert.Equal(WithTorch.Contains(project.Name), Reach(folder, project.AssemblyName).Contains("TorchSharp"));
        Assert.Contains("Microsoft.ML.OnnxRuntime", Reach(folder, "Lookalike.Models"));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_that_does_not_train_restores_no_torch_package(string project)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SourceProject.Named(project).AssetsPath));
        string[] packages = [.. document.RootElement.GetProperty("libraries").EnumerateObject().Select(p => p.Name)];
        Assert.DoesNotContain(packages, p => p.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Every assembly that one references, directly or through others beside it.</summary>
    private static HashSet<string> Reach(string folder, string name)
    {
        var seen = new HashSet<string>();
        var queue = new Queue<string>([name]);
        while (queue.TryDequeue(out string? next))
        {
            string file = Path.Combine(folder, next + ".dll");
            if (!File.Exists(file)) continue;
            using var reader = new PEReader(File.OpenRead(file));
            MetadataReader metadata = reader.GetMetadataReader();
            foreach (AssemblyReferenceHandle handle in metadata.AssemblyReferences)
            {
                string reference = metadata.GetString(metadata.GetAssemblyReference(handle).Name);
                if (seen.Add(reference)) queue.Enqueue(reference);
            }
        }

        return seen;
    }
}
