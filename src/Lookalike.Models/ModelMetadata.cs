namespace Lookalike.Models;

/// <summary>What a model file says about its network. Immutable.</summary>
public sealed class ModelMetadata
{
    /// <summary>How an image becomes the encoder's input.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>Values of one latent, at least 1.</summary>
    public required int LatentSize { get; init; }

    /// <summary>Architecture, objective and schedule of the training, a JSON object.</summary>
    public required string RecipeJson { get; init; }

    /// <summary>How the training went, a JSON object.</summary>
    public required string TrainingJson { get; init; }

    /// <summary>
    /// 64 lower-case hexadecimal digits: SHA-256 of the layers, the weights and the preprocessing. Two models with the same fingerprint give the
    /// same latents, whatever their recipe and training say.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>The program that wrote the file.</summary>
    public required string ProducerName { get; init; }

    /// <summary>That program's version.</summary>
    public required string ProducerVersion { get; init; }
}
