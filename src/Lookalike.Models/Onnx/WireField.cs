namespace Lookalike.Models.Onnx;

/// <summary>One field of a <see cref="WireMessage"/>. A repeated field has one entry: on the wire its values follow each other, unpacked.</summary>
internal sealed class WireField
{
    private WireField(ulong number, string name, uint wireType, bool isText = false, WireMessage? message = null) =>
        (Number, Name, WireType, IsText, Message) = (number, name, wireType, isText, message);

    public ulong Number { get; }

    public string Name { get; }

    /// <summary>0: a varint. 2: a length and bytes. 5: four bytes.</summary>
    public uint WireType { get; }

    /// <summary>True where the bytes are a text.</summary>
    public bool IsText { get; }

    /// <summary>True where the values of a repeated number may stand in one run of bytes as well, as some writers of foreign files have it.</summary>
    public bool MayBePacked { get; private init; }

    /// <summary>What the bytes are, where they are a message.</summary>
    public WireMessage? Message { get; }

    public static WireField Varint(ulong number, string name) => new(number, name, 0);

    public static WireField Varints(ulong number, string name) => new(number, name, 0) { MayBePacked = true };

    public static WireField Singles(ulong number, string name) => new(number, name, 5) { MayBePacked = true };

    public static WireField Single(ulong number, string name) => new(number, name, 5);

    public static WireField Bytes(ulong number, string name) => new(number, name, 2);

    public static WireField Text(ulong number, string name) => new(number, name, 2, isText: true);

    public static WireField Of(ulong number, string name, WireMessage message) => new(number, name, 2, message: message);
}
