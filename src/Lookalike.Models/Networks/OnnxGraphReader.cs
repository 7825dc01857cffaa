using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Onnx;

namespace Lookalike.Models.Networks;

/// <summary>
/// Reads a graph that is one chain, pixels -> ... -> latent -> ... -> reconstruction, back into layers. Every node, tensor and attribute
/// is looked at; whatever ONNX Runtime is given later is written anew from the layers, so nothing else of a file reaches it.
/// </summary>
internal static class OnnxGraphReader
{
    /// <exception cref="ModelFileException">The graph is not such a chain.</exception>
    public static Network Read(GraphProto graph, ModelFaults faults)
    {
        if (graph.Node.Count > 2 * Network.MaxLayers) throw faults.At("graph", $"at most {2 * Network.MaxLayers} nodes", $"{graph.Node.Count}");
        OnnxTensors tensors = new(graph.Initializer, faults);
        List<Layer> encoder = [], decoder = [], side = encoder;
        HashSet<string> produced = [OnnxNames.Pixels];
        string current = OnnxNames.Pixels, before = "";
        for (int i = 0; i < graph.Node.Count; i++)
        {
            NodeProto node = graph.Node[i];
            string where = $"node {i} ({Quoted.Of(node.Name)})";
            string? first = node.Input.FirstOrDefault();
            if (first != current)
            {
                string expected = $"the output of the node before it, {Quoted.Of(current)}, as its first input";
                throw faults.At(where, expected, first is null ? "none" : Quoted.Of(first));
            }

            if (node.Output.Count != 1) throw faults.At(where, "1 output", $"{node.Output.Count}");
            if (!produced.Add(node.Output[0])) throw faults.At(where, "an output name of its own", Quoted.Of(node.Output[0]));
            LayerReader.Read(node, where, tensors, side, before, faults);
            before = current;
            if (node.Output[0] == OnnxNames.Latent) side = decoder;
            current = node.Output[0];
        }

        if (current != OnnxNames.Reconstruction) throw faults.At("graph", $"a chain that ends in '{OnnxNames.Reconstruction}'", Quoted.Of(current));
        if (decoder.Count == 0) throw faults.At("graph", $"'{OnnxNames.Latent}' on the way to '{OnnxNames.Reconstruction}'", "none");
        if (tensors.Names.FirstOrDefault() is { } left) throw faults.At("graph", "initialisers that a node uses", $"{Quoted.Of(left)}, unused");
        return new Network { Encoder = encoder, Decoder = decoder };
    }
}
