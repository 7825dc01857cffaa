using Lookalike.Models.Faults;

namespace Lookalike.Models.Importing;

/// <summary>Chooses which value of a graph is the latent.</summary>
internal static class OutputChoice
{
    /// <summary>What exporters call the vector of a picture, the likelier first.</summary>
    private static readonly string[] Known = ["image_embeds", "image_embedding", "pooler_output", "embeddings", "embedding", "features", "last_hidden_state"];

    /// <summary>The name of the value.</summary>
    /// <exception cref="ModelFileException">There is no such value, or none can be chosen.</exception>
    public static string Of(ForeignGraph graph, string? named, ModelFaults faults)
    {
        string outputs = graph.Outputs.Count == 0 ? "none" : string.Join(", ", graph.Outputs.Take(16).Select(GraphText.Of));
        if (named is not null)
        {
            string value = ForeignGraph.NameOf(named);
            return graph.Makes(value) ? value : throw faults.At(
                "graph", $"a value {Quoted.Of(named)}", $"the outputs {outputs}", "Name one of them, or one between two nodes.", GraphText.Setting("output"));
        }

        string? chosen = graph.Outputs is [var only] ? only.Name : Known.FirstOrDefault(name => graph.Outputs.Any(v => v.Name == name));
        if (chosen is not null && graph.Makes(chosen)) return chosen;
        throw faults.At("graph", "one output, or one with a usual name", outputs, "Name the one that is the vector of a picture.", GraphText.Setting("output"));
    }
}
