using Lookalike.Models.Encoders;

namespace Lookalike.Models;

/// <summary>What a model file says about its network. Immutable.</summary>
public sealed class ModelMetadata : EncoderDescription
{
    internal ModelMetadata()
    {
    }

    /// <summary>Architecture, objective and schedule of the training, a JSON object.</summary>
    public string RecipeJson { get; internal init; } = "";

    /// <summary>How the training went, a JSON object.</summary>
    public string TrainingJson { get; internal init; } = "";

    /// <summary>The program that wrote the file.</summary>
    public string ProducerName { get; internal init; } = "";

    /// <summary>That program's version.</summary>
    public string ProducerVersion { get; internal init; } = "";
}
