namespace Lookalike.Application.Encoders;

/// <summary>What an import made, what it found, and how fast it is. Immutable.</summary>
internal sealed class ImportReport
{
    /// <summary>Rises when a member changes its meaning or goes.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The ONNX file.</summary>
    public required string Source { get; init; }

    /// <summary>The model file.</summary>
    public required string Model { get; init; }

    /// <summary>The input of the graph that takes the picture.</summary>
    public required string Input { get; init; }

    /// <summary>NCHW or NHWC.</summary>
    public required string Layout { get; init; }

    /// <summary>rgb, bgr or grey.</summary>
    public required string Colour { get; init; }

    public required int Height { get; init; }

    public required int Width { get; init; }

    /// <summary>The value of the graph that became the latent.</summary>
    public required string Output { get; init; }

    /// <summary>How, in words.</summary>
    public required string Latent { get; init; }

    public required int LatentSize { get; init; }

    /// <summary>Whether latents are brought to length 1.</summary>
    public required bool UnitLength { get; init; }

    /// <summary>Whether several pictures go through at once.</summary>
    public required bool TakesBatches { get; init; }

    /// <summary>What a picture takes on this machine, all cores at work, decoding not counted.</summary>
    public required double MillisecondsPerImage { get; init; }

    public required string Fingerprint { get; init; }
}
