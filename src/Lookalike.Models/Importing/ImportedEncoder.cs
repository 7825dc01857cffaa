namespace Lookalike.Models.Importing;

/// <summary>What an import made, and what it found.</summary>
internal sealed class ImportedEncoder
{
    public required ModelFile Model { get; init; }

    public required ForeignInput Input { get; init; }

    /// <summary>The value of the graph that became the latent.</summary>
    public required string Output { get; init; }

    public required LatentShape Latent { get; init; }

    /// <summary>Whether several pictures go through it at once; where the graph does not let them, one by one.</summary>
    public required bool TakesBatches { get; init; }
}
