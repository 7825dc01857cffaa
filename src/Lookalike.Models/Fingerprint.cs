using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Lookalike.Models;

/// <summary>
/// SHA-256 over a byte form of its own, so that no protobuf library and no naming of graph nodes has a say in it: a version line,
/// the preprocessing, then every layer as its kind, its integers (int32, little-endian), its numbers and its arrays (count, then float32,
/// little-endian).
/// </summary>
internal sealed class Fingerprint : IDisposable
{
    private const string Version = "lookalike fingerprint 2";

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private Fingerprint()
    {
    }

    public static string Of(Network network, Preprocessing preprocessing)
    {
        using Fingerprint fingerprint = new();
        fingerprint.Add(Version);
        fingerprint.Add(preprocessing.Channels, preprocessing.Height, preprocessing.Width, preprocessing.Background ?? -1, (int)preprocessing.Fit);
        if (preprocessing.InkBox is { } box) fingerprint.Add(box); // models without one keep the fingerprint they have
        fingerprint.AddLayers("encoder", network.Encoder);
        fingerprint.AddLayers("decoder", network.Decoder);
        return Convert.ToHexStringLower(fingerprint._hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void AddLayers(string side, IReadOnlyList<Layer> layers)
    {
        Add(side);
        Add(layers.Count);
        foreach (Layer layer in layers) AddLayer(layer);
    }

    private void AddLayer(Layer layer)
    {
        switch (layer)
        {
            case ConvolutionLayer c:
                Add("convolution");
                Add(c.InputChannels, c.OutputChannels, c.KernelSize, c.Stride, c.Padding);
                Add(c.Weights);
                Add(c.Bias);
                break;
            case TransposedConvolutionLayer t:
                Add("transposed convolution");
                Add(t.InputChannels, t.OutputChannels, t.KernelSize, t.Stride, t.Padding, t.OutputPadding);
                Add(t.Weights);
                Add(t.Bias);
                break;
            case DenseLayer d:
                Add("dense");
                Add(d.InputSize, d.OutputSize);
                Add(d.Weights);
                Add(d.Bias);
                break;
            case BatchNormalizationLayer b:
                Add("batch normalization");
                Add([b.Epsilon]);
                Add(b.Scale);
                Add(b.Shift);
                Add(b.Mean);
                Add(b.Variance);
                break;
            case LeakyReluLayer l:
                Add("leaky relu");
                Add([l.Slope]);
                break;
            case ReluLayer:
                Add("relu");
                break;
            case SigmoidLayer:
                Add("sigmoid");
                break;
            case SiluLayer:
                Add("silu");
                break;
            case UnitLengthLayer:
                Add("unit length");
                break;
            case PixelShuffleLayer p:
                Add("pixel shuffle");
                Add(p.Factor);
                break;
            case FlattenLayer:
                Add("flatten");
                break;
            case ReshapeLayer r:
                Add("reshape");
                Add(r.Channels, r.Height, r.Width);
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"No fingerprint for {layer.GetType()}.");
        }
    }

    private void Add(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Add(bytes.Length);
        _hash.AppendData(bytes);
    }

    private void Add(params ReadOnlySpan<int> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (int value in values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            _hash.AppendData(bytes);
        }
    }

    private void Add(float[] values)
    {
        Add(values.Length);
        _hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan())); // ONNX Runtime runs on little-endian machines only
    }
}
