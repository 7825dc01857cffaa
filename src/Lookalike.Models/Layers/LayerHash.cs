using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Lookalike.Models.Layers;

/// <summary>
/// SHA-256 over a byte form of its own, so that no protobuf library and no naming of graph nodes has a say in it: texts (length, then UTF-8),
/// integers (int32, little-endian) and arrays (count, then float32, little-endian).
/// </summary>
internal sealed class LayerHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Add(bytes.Length);
        _hash.AppendData(bytes);
    }

    public void Add(params ReadOnlySpan<int> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        foreach (int value in values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            _hash.AppendData(bytes);
        }
    }

    public void Add(float[] values)
    {
        Add(values.Length);
        _hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan())); // ONNX Runtime runs on little-endian machines only
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
