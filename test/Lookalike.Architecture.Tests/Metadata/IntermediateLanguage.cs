using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Lookalike.Architecture.Tests.Metadata;

/// <summary>Reads the instructions of a method (ECMA-335, partition III).</summary>
internal static class IntermediateLanguage
{
    private const byte TwoBytes = 0xFE;

    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xFFFF, code => code.OperandType);

    /// <summary>What the instructions name of types, methods and fields.</summary>
    /// <param name="code">A method's instructions.</param>
    public static IEnumerable<EntityHandle> Tokens(byte[] code)
    {
        for (int at = 0; at < code.Length;)
        {
            int instruction = code[at++];
            if (instruction == TwoBytes) instruction = (TwoBytes << 8) | code[at++];
            OperandType operand = Operands[instruction];
            if (operand is OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok)
                yield return (EntityHandle)MetadataTokens.Handle(BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at)));
            at += Length(operand, code, at);
        }
    }

    private static int Length(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at))),
        _ => 4,
    };
}
