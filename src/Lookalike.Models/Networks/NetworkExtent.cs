using System.Runtime.InteropServices;

namespace Lookalike.Models.Networks;

/// <summary>What is known of a network once its shapes are: the latent size, and how many values the largest feature map has for one image.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NetworkExtent
{
    public required int LatentSize { get; init; }

    public required long LargestFeatureCount { get; init; }
}
