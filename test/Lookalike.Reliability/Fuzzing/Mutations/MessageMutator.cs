using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Lookalike.Reliability.Fuzzing.Mutations;

/// <summary>Changes fields of a protobuf message, however deep, so that it stays one.</summary>
internal static class MessageMutator
{
    private static readonly string[] Texts = ["", "x", "pixels", "latent", "Conv", "Gemm", "Reshape", "N", "a\0b", "\u202E", "../x", new('y', 5000)];

    /// <summary>Changes one to three fields.</summary>
    /// <param name="random">The draws.</param>
    /// <param name="message">The message, which is changed.</param>
    /// <param name="other">One of the same type, to take parts from.</param>
    /// <returns>What was done.</returns>
    public static string Mutate(Random random, IMessage message, IMessage other)
    {
        List<string> changes = [];
        for (int rounds = random.Next(1, 4); rounds > 0; rounds--)
        {
            List<(IMessage Owner, FieldDescriptor Field)> fields = [];
            Collect(message, fields);
            (IMessage owner, FieldDescriptor field) = fields[random.Next(fields.Count)];
            changes.Add($"{owner.Descriptor.Name}.{field.Name} {(field.IsRepeated ? ChangeList(random, owner, field, other) : ChangeField(random, owner, field))}");
        }

        return string.Join(", ", changes);
    }

    private static string ChangeField(Random random, IMessage owner, FieldDescriptor field)
    {
        if (field.FieldType == FieldType.Message || random.Next(8) == 0)
        {
            field.Accessor.Clear(owner);
            return "left out";
        }

        object value = Value(random, field, field.Accessor.GetValue(owner));
        field.Accessor.SetValue(owner, value);
        return $"= {(value is string or ByteString ? "other bytes" : value)}";
    }

    private static string ChangeList(Random random, IMessage owner, FieldDescriptor field, IMessage other)
    {
        var list = (IList)field.Accessor.GetValue(owner);
        if (list.Count == 0)
        {
            object? found = field.FieldType == FieldType.Message ? Find(other, field.MessageType, random) : Value(random, field, current: null);
            if (found is not null) list.Add(found);
            return "has one";
        }

        int at = random.Next(list.Count);
        switch (random.Next(6))
        {
            case 0:
                list.RemoveAt(at);
                return $"{at} left out";
            case 1:
                list.Add(list[at]);
                return $"{at} doubled";
            case 2:
                int with = random.Next(list.Count);
                (list[at], list[with]) = (list[with], list[at]);
                return $"{at} and {with} swapped";
            case 3:
                list.Clear();
                return "emptied";
            case 4 when field.FieldType == FieldType.Message && Find(other, field.MessageType, random) is { } found:
                list[at] = found;
                return $"{at} is another's";
            default:
                if (field.FieldType != FieldType.Message) list[at] = Value(random, field, list[at]);
                else list.Insert(at, list[random.Next(list.Count)]);
                return $"{at} changed";
        }
    }

    private static object Value(Random random, FieldDescriptor field, object? current) => field.FieldType switch
    {
        FieldType.Float => (float)OddNumbers.DrawReal(random),
        FieldType.Double => OddNumbers.DrawReal(random),
        FieldType.Int32 => (int)OddNumbers.Draw(random),
        FieldType.Int64 => OddNumbers.Draw(random),
        FieldType.UInt64 => (ulong)OddNumbers.Draw(random),
        FieldType.String => random.Next(2) == 0 && current is string text ? text + Texts[random.Next(Texts.Length)] : Texts[random.Next(Texts.Length)],
        FieldType.Bytes => Bytes(random, current as ByteString ?? ByteString.Empty),
        FieldType.Enum => Enum.ToObject(current!.GetType(), (int)OddNumbers.Draw(random)),
        _ => current!,
    };

    // Mostly weights: numbers that are none, too large, or too few.
    private static ByteString Bytes(Random random, ByteString current)
    {
        byte[] bytes = current.ToByteArray();
        if (bytes.Length < sizeof(float) || random.Next(4) == 0) return ByteString.CopyFrom(ByteMutator.Mutate(random, bytes, [bytes], out _));
        BitConverter.TryWriteBytes(bytes.AsSpan(random.Next(bytes.Length / sizeof(float)) * sizeof(float)), (float)OddNumbers.DrawReal(random));
        return ByteString.CopyFrom(bytes);
    }

    private static IMessage? Find(IMessage root, MessageDescriptor type, Random random)
    {
        List<(IMessage Owner, FieldDescriptor Field)> fields = [];
        Collect(root, fields);
        IMessage[] found = [.. fields.Select(f => f.Owner).Distinct().Where(o => o.Descriptor == type)];
        return found.Length == 0 ? null : found[random.Next(found.Length)];
    }

    private static void Collect(IMessage message, List<(IMessage Owner, FieldDescriptor Field)> fields)
    {
        foreach (FieldDescriptor field in message.Descriptor.Fields.InDeclarationOrder())
        {
            fields.Add((message, field));
            if (field.FieldType != FieldType.Message) continue;
            object? value = field.Accessor.GetValue(message);
            if (value is IMessage below) Collect(below, fields);
            else if (value is IList list) foreach (IMessage item in list) Collect(item, fields);
        }
    }
}
