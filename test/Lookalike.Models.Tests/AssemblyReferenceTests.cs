using System.Reflection;
using Lookalike.Imaging;

namespace Lookalike.Models.Tests;

/// <summary>Whoever only searches does not install libtorch: nothing that encodes an image may need it.</summary>
public sealed class AssemblyReferenceTests
{
    [Fact]
    public void Nothing_that_encodes_an_image_needs_libtorch()
    {
        HashSet<string> seen = [];
        Queue<Assembly> queue = new([typeof(ModelFile).Assembly, typeof(PictureReader).Assembly]);
        while (queue.TryDequeue(out Assembly? assembly))
        {
            foreach (AssemblyName reference in assembly.GetReferencedAssemblies())
            {
                if (seen.Add(reference.Name!)) queue.Enqueue(Assembly.Load(reference));
            }
        }

        Assert.Contains("Microsoft.ML.OnnxRuntime", seen);
        Assert.DoesNotContain(seen, static name => name.Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(Directory.GetFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories), static file => Path.GetFileName(file).Contains("torch", StringComparison.OrdinalIgnoreCase));
    }
}
