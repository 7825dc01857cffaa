using Lookalike.Imaging;
using NetVips;

namespace Lookalike.Benchmarks;

/// <summary>What somebody would write with NetVips alone: nothing checked, no order, no folder looked at, the pixels as libvips gives them.</summary>
internal static class BareDecoding
{
    public static void Run(string[] paths, PixelShape shape) => Parallel.ForEach(
        paths,
        new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
        path =>
        {
            using Image image = Image.Thumbnail(path, shape.Width, height: shape.Height);
            GC.KeepAlive(image.WriteToMemory<byte>());
        });
}
