using Lookalike.Models.Encoders;

namespace Lookalike.Models;

/// <summary>What a model file says about its network. Immutable.</summary>
public sealed class ModelMetadata : EncoderDescription
{
    /// <summary>Architecture, objective and schedule of the training, a JSON object.</summary>
    public required string RecipeJson { get; init; }

    /// <summary>How the training went, a JSON object.</summary>
    public required string TrainingJson { get; init; }

    /// <summary>The program that wrote the file.</summary>
    public required string ProducerName { get; init; }

    /// <summary>That program's version.</summary>
    public required string ProducerVersion { get; init; }
}
