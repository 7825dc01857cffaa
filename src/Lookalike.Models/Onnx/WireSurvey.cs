using Lookalike.Models.Faults;

namespace Lookalike.Models.Onnx;

/// <summary>
/// Walks a protobuf message before it is parsed, so that a hostile file cannot make the parser allocate more than a small multiple of its
/// length, and nothing the reader does not look at gets through: every field is one that <c>onnx.proto</c> declares, with its wire type,
/// inside its message; the number of fields and the length of texts are limited.
/// Format: https://protobuf.dev/programming-guides/encoding/.
/// </summary>
internal ref struct WireSurvey
{
    /// <summary>Three times what the largest network that is trained here takes, and enough for an imported one of ten thousand nodes.</summary>
    public const int MaxFields = 250_000;

    /// <summary>Bytes of one text.</summary>
    public const int MaxTextLength = 1 << 20;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ModelFaults _faults;
    private readonly bool _imported;
    private int _position;
    private int _fields;

    private WireSurvey(ReadOnlySpan<byte> bytes, bool imported, ModelFaults faults)
    {
        _bytes = bytes;
        _imported = imported;
        _faults = faults;
    }

    /// <summary>Walks a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="imported">Whether it may have what only the graphs of imported encoders have.</param>
    /// <param name="faults">Makes the exceptions.</param>
    /// <exception cref="ModelFileException">The bytes are not such a message.</exception>
    public static void Check(ReadOnlySpan<byte> bytes, bool imported, ModelFaults faults) =>
        new WireSurvey(bytes, imported, faults).Walk(WireMessage.Model, bytes.Length);

    // The declared messages do not contain themselves, so the depth of the walk is theirs.
    private void Walk(WireMessage message, int end)
    {
        while (_position < end)
        {
            int start = _position;
            ulong tag = ReadVarint(end);
            if (++_fields > MaxFields) throw At(start, $"at most {MaxFields} fields", "more");
            WireField? field = message.Find(tag >> 3, _imported);
            if (field is null) throw At(start, $"a field of {message.Name} that model files have", $"field {tag >> 3}");
            uint wireType = (uint)(tag & 7);
            bool packed = _imported && field.MayBePacked && wireType == 2;
            if (wireType != field.WireType && !packed) throw At(start, $"wire type {field.WireType} for {message.Name}.{field.Name}", $"{wireType}");
            if (packed) WalkPacked(field, end);
            else WalkValue(field, end);
        }
    }

    private void WalkPacked(WireField field, int end)
    {
        int start = _position;
        ulong length = ReadVarint(end);
        if (length > (ulong)Math.Min(end - _position, MaxTextLength))
            throw At(start, $"at most {Math.Min(end - _position, MaxTextLength)} bytes in {field.Name}", $"a length of {length}");
        _position += (int)length;
    }

    private void WalkValue(WireField field, int end)
    {
        int start = _position;
        switch (field.WireType)
        {
            case 0:
                ReadVarint(end);
                return;
            case 5:
                if (end - _position < sizeof(float)) throw At(start, "4 bytes of a number", $"{end - _position}");
                _position += sizeof(float);
                return;
        }

        ulong length = ReadVarint(end);
        if (length > (ulong)(end - _position)) throw At(start, $"at most {end - _position} bytes in {field.Name}", $"a length of {length}");
        if (field.IsText && length > MaxTextLength) throw At(start, $"at most {MaxTextLength} bytes of text in {field.Name}", $"{length}");
        if (field.Message is { } message) Walk(message, _position + (int)length);
        else _position += (int)length;
    }

    private ulong ReadVarint(int end)
    {
        int start = _position;
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (_position >= end) throw At(start, "a whole number", "the end of its message");
            byte next = _bytes[_position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }

        throw At(start, "a number of at most 10 bytes", "a longer one");
    }

    private readonly ModelFileException At(int offset, string expected, string found) => _faults.At($"offset {offset}", expected, found);
}
