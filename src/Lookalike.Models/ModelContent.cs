using Lookalike.Models.Faults;
using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;

namespace Lookalike.Models;

/// <summary>What was read of a model file: a network whose layers are known, or an encoder of which only its ends are.</summary>
internal sealed class ModelContent
{
    /// <summary>The layers of a network that was trained here; null of an imported encoder.</summary>
    public Network? Network { get; init; }

    /// <summary>Input and output of an imported encoder, which is run as its file says; null of a network.</summary>
    public GraphProto? Ports { get; init; }

    public required NetworkExtent Extent { get; init; }

    public required ModelMetadata Metadata { get; init; }

    /// <summary>Makes the exceptions of the file, now that its kind is known.</summary>
    public required ModelFaults Faults { get; init; }
}
