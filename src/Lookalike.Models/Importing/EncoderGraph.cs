using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;
using LatentSource = Lookalike.Models.Importing.LatentShape.LatentSource;

namespace Lookalike.Models.Importing;

/// <summary>
/// Puts nodes around somebody else's graph, so that it takes <c>pixels</c> [N,C,H,W], 0..1, red first, and gives <c>latent</c> [N,d]: scaling, order
/// of the channels and layout before it, pooling and unit length behind it.
/// </summary>
internal sealed class EncoderGraph
{
    /// <summary>Since this version of the format weights need not be named among the inputs, and here they are not.</summary>
    private const long OldestIrVersion = 4;

    private readonly ForeignGraph _foreign;
    private readonly ImportSettings _settings;
    private readonly (long Ir, long Operators) _versions;

    /// <summary>Names what the nodes are put around.</summary>
    /// <param name="foreign">The graph.</param>
    /// <param name="output">The value of it that becomes the latent.</param>
    /// <param name="settings">How pictures are prepared.</param>
    /// <param name="versions">The versions of format and operators.</param>
    public EncoderGraph(ForeignGraph foreign, string output, ImportSettings settings, (long Ir, long Operators) versions)
    {
        _foreign = foreign;
        Output = output;
        _settings = settings;
        _versions = (Math.Max(versions.Ir, OldestIrVersion), versions.Operators);
    }

    /// <summary>The value of the graph that becomes the latent.</summary>
    public string Output { get; }

    /// <summary>The graph with the nodes before it alone: pixels to whatever it gives.</summary>
    public ModelProto WriteOpen(ForeignInput input)
    {
        ModelProto model = Begin(EncoderPorts.Write(input.Shape, latentSize: 1, single: false), input);
        model.Graph.Output.Clear();
        model.Graph.Output.Add(new ValueInfoProto { Name = Output });
        return model;
    }

    /// <summary>The whole encoder.</summary>
    /// <param name="input">How the graph takes pictures.</param>
    /// <param name="latent">How the latent is got out of it.</param>
    /// <param name="outputType">The type of numbers that it gives.</param>
    /// <param name="single">Whether it takes one picture at a time.</param>
    public ModelProto Write(ForeignInput input, LatentShape latent, int outputType, bool single)
    {
        ModelProto model = Begin(EncoderPorts.Write(input.Shape, latent.Size, single), input);
        NodeChain chain = new(model.Graph, Output);
        if (outputType != ForeignInput.Float) chain.AddCast(ForeignInput.Float);
        switch (latent.Source)
        {
            case LatentSource.FirstToken: chain.AddGather([0], one: true); break;
            case LatentSource.MeanToken:
                chain.AddTranspose(0, 2, 1); // (N,T,d) -> (N,d,T)
                AddMean(chain);
                break;
            case LatentSource.Map:
                if (latent.ChannelsLast) chain.AddTranspose(0, 3, 1, 2); // (N,h,w,d) -> (N,d,h,w)
                AddMean(chain);
                break;
        }

        if (_settings.UnitLength) chain.Add("LpNormalization", NodeChain.Integer("axis", 1), NodeChain.Integer("p", 2));
        chain.End(OnnxNames.Latent);
        return model;
    }

    // (N,d,...) -> (N,d)
    private static void AddMean(NodeChain chain)
    {
        chain.Add("GlobalAveragePool");
        chain.Add("Flatten", NodeChain.Integer("axis", 1));
    }

    private ModelProto Begin(GraphProto ends, ForeignInput input)
    {
        NodeChain chain = new(ends, OnnxNames.Pixels);
        float[] mean = Channels(_settings.Mean, input.Channels), deviation = Channels(_settings.Deviation, input.Channels);
        AddUnless(chain, "Mul", neutral: 1, [.. deviation.Select(d => _settings.Range / d)]);
        AddUnless(chain, "Add", neutral: 0, [.. mean.Zip(deviation, static (m, d) => -m / d)]);
        if (_settings.BlueFirst && input.Channels == 3) chain.AddGather([2, 1, 0], one: false);
        if (input.ChannelsLast) chain.AddTranspose(0, 2, 3, 1);
        if (input.ElementType != ForeignInput.Float) chain.AddCast(input.ElementType);
        chain.End(input.Name);
        ends.Node.Add(_foreign.Nodes);
        ends.Initializer.Add(_foreign.Weights);
        return new ModelProto
        {
            IrVersion = _versions.Ir,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = _versions.Operators } },
            Graph = ends,
        };
    }

    private static void AddUnless(NodeChain chain, string operatorName, float neutral, float[] values)
    {
        if (values.Any(v => v != neutral)) chain.AddWith(operatorName, values, 1, values.Length, 1, 1);
    }

    // One number is that of all channels; of a grey picture's three the mean is taken.
    private static float[] Channels(IReadOnlyList<float> values, int channels) =>
        values.Count == channels ? [.. values] : [.. Enumerable.Repeat(values.Count == 1 ? values[0] : values.Average(), channels)];
}
