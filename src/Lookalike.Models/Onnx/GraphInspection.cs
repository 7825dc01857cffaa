using Lookalike.Models.Faults;

namespace Lookalike.Models.Onnx;

/// <summary>
/// Looks at a graph that is not understood layer by layer, before ONNX Runtime sees it: nothing in it reaches out of the file, every operator is one
/// of ONNX's own, no graph lies in a node, and every tensor has the values that its shape asks for.
/// </summary>
internal static class GraphInspection
{
    /// <summary>The oldest operator set that is taken: since it, shapes are matched as they are by the nodes that are put around a graph.</summary>
    public const long OldestOperatorSet = 7;

    /// <summary>The most nodes: ten times those of a large transformer.</summary>
    public const int MaxNodes = 20_000;

    /// <summary>The domain of ONNX's own operators, which may also be left away.</summary>
    private const string OwnDomain = "ai.onnx";

    /// <exception cref="ModelFileException">Something of it is refused.</exception>
    public static void Check(ModelProto model, ModelFaults faults)
    {
        GraphProto graph = model.Graph ?? throw faults.At("model", "a graph", "none");
        long operators = OperatorSetOf(model, faults);
        if (operators < OldestOperatorSet)
            throw faults.At("model", $"the ONNX operator set {OldestOperatorSet} or later", $"{operators}", "Export it again with a later one.");
        if (model.Functions.Count > 0) throw Nested("model", "functions of its own", faults);
        if (model.TrainingInfo.Count > 0) throw faults.At("model", "a network that is not being trained", "steps of a training");
        if (graph.SparseInitializer.Count > 0) throw faults.At("graph", "dense weights", "sparse ones");
        if (graph.Node.Count > MaxNodes) throw faults.At("graph", $"at most {MaxNodes} nodes", $"{graph.Node.Count}");
        foreach (TensorProto tensor in graph.Initializer) TensorInspection.Check(tensor, $"initialiser {Quoted.Of(tensor.Name)}", faults);
        for (int i = 0; i < graph.Node.Count; i++) Check(graph.Node[i], $"node {i} ({Quoted.Of(graph.Node[i].Name)})", faults);
    }

    /// <summary>The version of ONNX's own operators.</summary>
    /// <exception cref="ModelFileException">The model names none, or several.</exception>
    public static long OperatorSetOf(ModelProto model, ModelFaults faults)
    {
        long[] versions = [.. model.OpsetImport.Where(static o => IsOwn(o.Domain)).Select(static o => o.Version)];
        return versions is [var version] ? version : throw faults.At("model", "one version of ONNX's own operators", $"{versions.Length}");
    }

    private static bool IsOwn(string domain) => domain is "" or OwnDomain;

    private static void Check(NodeProto node, string where, ModelFaults faults)
    {
        if (!IsOwn(node.Domain))
        {
            const string Advice = "Custom operators are refused: export it again with ONNX's own alone.";
            throw faults.At(where, "an operator of ONNX itself", $"{Quoted.Of(node.OpType)} of {Quoted.Of(node.Domain)}", Advice);
        }

        foreach (AttributeProto attribute in node.Attribute)
        {
            if (attribute.HasG || attribute.Graphs.Count > 0) throw Nested(where, $"a graph in {Quoted.Of(node.OpType)}", faults);
            if (attribute.HasRefAttrName) throw faults.At(where, "attributes with values", $"{Quoted.Of(attribute.Name)}, a reference");
            string inside = $"{where}, {Quoted.Of(attribute.Name)}";
            if (attribute.T is { } tensor) TensorInspection.Check(tensor, inside, faults);
            foreach (TensorProto one in attribute.Tensors) TensorInspection.Check(one, inside, faults);
        }
    }

    private static ModelFileException Nested(string where, string found, ModelFaults faults) =>
        faults.At(where, "one plain graph", found, "Branches, loops and functions are refused: export it again with inputs of a fixed size, or simplified.");
}
