using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Onnx;
using AttributeType = Lookalike.Models.Onnx.AttributeProto.Types.AttributeType;

namespace Lookalike.Models.Networks;

/// <summary>
/// Reads a graph that is one chain, pixels -> ... -> latent -> ... -> reconstruction, back into layers; or one of two chains that are joined, where
/// pixels -> ... -> detail follows the latent. Every node, tensor and attribute is looked at; whatever ONNX Runtime is given later is written anew
/// from the layers, so nothing else of a file reaches it.
/// </summary>
internal static class OnnxGraphReader
{
    /// <exception cref="ModelFileException">The graph is not such a chain.</exception>
    public static Network Read(GraphProto graph, ModelFaults faults)
    {
        if (graph.Node.Count > 2 * Network.MaxLayers) throw faults.At("graph", $"at most {2 * Network.MaxLayers} nodes", $"{graph.Node.Count}");
        OnnxTensors tensors = new(graph.Initializer, faults);
        List<Layer> encoder = [], detail = [], decoder = [], side = encoder;
        HashSet<string> produced = [OnnxNames.Pixels];
        string current = OnnxNames.Pixels, before = "";
        for (int i = 0; i < graph.Node.Count; i++)
        {
            NodeProto node = graph.Node[i];
            string where = $"node {i} ({Quoted.Of(node.Name)})";
            string? first = node.Input.FirstOrDefault();
            if (current == OnnxNames.Latent && side == decoder && first == OnnxNames.Pixels && detail.Count == 0 && decoder.Count == 0)
                (side, before, current) = (detail, "", OnnxNames.Pixels);
            if (current == OnnxNames.Detail && side == detail)
            {
                ExpectJoin(node, where, faults);
                (side, before, current) = (decoder, "", OnnxNames.Code);
                produced.Add(current);
                continue;
            }

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
        return new Network { Encoder = encoder, Detail = detail, Decoder = decoder };
    }

    private static void ExpectJoin(NodeProto node, string where, ModelFaults faults)
    {
        bool joins = node.OpType == OnnxNames.Join && node.Input.SequenceEqual([OnnxNames.Latent, OnnxNames.Detail])
            && node.Output.SequenceEqual([OnnxNames.Code]) && node.Attribute is [{ Name: OnnxNames.JoinAxis, Type: AttributeType.Int, I: 1 }];
        if (joins) return;
        string expected = $"{OnnxNames.Join} of '{OnnxNames.Latent}' and '{OnnxNames.Detail}' into '{OnnxNames.Code}', {OnnxNames.JoinAxis} 1";
        throw faults.At(where, expected, Quoted.Of($"{node.OpType} of {string.Join(", ", node.Input.Take(8))}"));
    }
}
