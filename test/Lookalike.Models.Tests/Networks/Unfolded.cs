using Google.Protobuf;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;
using Lookalike.Models.Onnx;
using Lookalike.Models.Running;

namespace Lookalike.Models.Tests.Networks;

/// <summary>Runs layers on ONNX Runtime as they are, without folding.</summary>
internal static class Unfolded
{
    public static float[] Encode(IReadOnlyList<Layer> layers, int channels, int height, int width, float[] pixels)
    {
        FeatureShape input = FeatureShape.Map(channels, height, width), shape = input;
        foreach (Layer layer in layers)
        {
            Assert.Null(layer.FindFault(shape, out FeatureShape next));
            shape = next;
        }

        int size = (int)shape.Channels;
        ModelProto model = OnnxGraphWriter.WriteEncoder(new Network { Encoder = layers, Decoder = [] }, input, size);
        using OnnxSession session = OnnxSession.Load(model.ToByteArray(), model.Graph, new ModelFaults("test"), new EncoderOptions { IntraOpThreads = 1 }, input.Count);
        float[] latent = new float[size];
        session.Run(pixels, 1, latent);
        return latent;
    }
}
