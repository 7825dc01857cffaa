using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace Lookalike.EndToEnd.Tests;

/// <summary>Only training may need libtorch: whoever searches, serves or stores does not carry 480 MB for nothing.</summary>
public sealed class LayeringTests
{
    private static readonly string[] WithTorch = ["Lookalike.Training", "lookalike"];

    [Fact]
    public void Only_training_and_the_command_reach_TorchSharp()
    {
        string folder = Path.GetDirectoryName(Lookalike.Path)!;
        string[] ours = [.. Directory.GetFiles(folder, "*.dll").Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => n.StartsWith("lookalike", StringComparison.OrdinalIgnoreCase))];
        Assert.True(ours.Length >= 8, string.Join(", ", ours));
        foreach (string name in ours) Assert.Equal(WithTorch.Contains(name), Reach(folder, name).Contains("TorchSharp"));
    }

    [Theory]
    [InlineData("Lookalike.Application")]
    [InlineData("Lookalike.Datasets")]
    [InlineData("Lookalike.Imaging")]
    [InlineData("Lookalike.Models")]
    [InlineData("Lookalike.Search")]
    [InlineData("Lookalike.Storage.Sqlite")]
    public void A_library_that_does_not_train_restores_no_torch_package(string project)
    {
        string assets = Path.Combine(Lookalike.RepositoryRoot, "artifacts", "obj", project, "project.assets.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(assets));
        string[] packages = [.. document.RootElement.GetProperty("libraries").EnumerateObject().Select(p => p.Name)];
        Assert.NotEmpty(packages);
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
