using Google.Protobuf;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Lookalike.Models.Running;

/// <summary>Runs a graph of which it is not known what it gives.</summary>
internal static class OnnxProbe
{
    /// <summary>Runs it once on a grey picture.</summary>
    /// <param name="model">A graph with one input of floats [N,C,H,W] and one output.</param>
    /// <param name="pixels">The shape of the picture.</param>
    /// <param name="faults">Makes the exceptions.</param>
    /// <exception cref="ModelFileException">ONNX Runtime fails, or what it gives is no tensor of numbers with a fraction.</exception>
    public static Seen Run(ModelProto model, FeatureShape pixels, ModelFaults faults)
    {
        float[] picture = new float[pixels.Count];
        Array.Fill(picture, 0.5f);
        using InferenceSession session = OnnxSession.Open(model.ToByteArray(), new EncoderOptions(), faults);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(picture, [1, pixels.Channels, pixels.Height, pixels.Width]);
        using RunOptions run = new();
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [model.Graph.Input[0].Name], [input], [model.Graph.Output[0].Name]);
            OrtTensorTypeAndShapeInfo found = outputs[0].GetTensorTypeAndShape();
            return (int)found.ElementDataType is 1 or 10 or 11
                ? new Seen((int)found.ElementDataType, found.Shape)
                : throw faults.At("output", "numbers with a fraction", $"{found.ElementDataType}");
        }
        catch (OnnxRuntimeException e)
        {
            throw faults.At("run", "a model that ONNX Runtime runs", e.Message, cause: e);
        }
    }

    /// <summary>What it gave: the type of the numbers, in the format's count, and the shape.</summary>
    internal sealed record Seen(int ElementType, long[] Shape);
}
