using System.Text.Json.Serialization;
using Lookalike.Core;

namespace Lookalike.Application;

/// <summary>
/// Whether a model is worth having, measured without labels: how often an image is found from a changed copy of it, by the model and by
/// what needs none. It is the search for the very image that is measured, not for others of its kind: a model that puts images of one kind
/// together may gain with labels what it gives up here. The scores of this class are the model's.
/// </summary>
public sealed class LabelFreeReport : CopyScores
{
    /// <summary>The same copies, searched with other vectors.</summary>
    public required LabelFreeBaselines Baselines { get; init; }

    /// <summary>In plain words: whether the model beats the best baseline, by how much, and what to do if it does not.</summary>
    public required string Verdict { get; init; }

    /// <summary>What would better the model, where a program can offer that.</summary>
    [JsonIgnore]
    public Remedy? Remedy { get; init; }

    /// <summary>Images that were copied; each was copied once with every change.</summary>
    public required int Queries { get; init; }

    /// <summary>Images that were ranked for each copy.</summary>
    public required int Database { get; init; }

    /// <summary>What the choice of the images and the noise follow from.</summary>
    public required int Seed { get; init; }

    /// <summary>Pictures of an index whose files could not be read, and that were left out, each once.</summary>
    public IReadOnlyList<IndexFailure> Failures { get; init; } = [];

    /// <summary>The full paths of pictures whose files have changed since they were indexed, and that were left out.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Wall time in seconds, making the vectors included.</summary>
    public required double Seconds { get; init; }
}
