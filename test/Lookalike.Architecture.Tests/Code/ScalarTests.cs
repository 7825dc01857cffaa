using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Lookalike.Architecture.Tests.Code;

/// <summary>
/// Training calls no operator of TorchSharp that makes a native number on its way and may lose it to the garbage collector while native code reads it: a sum and
/// a difference multiply their second term by one, and every operator with a number makes one of it. Lookalike.Training.Runtime.ScalarOperations keeps them alive.
/// </summary>
public sealed class ScalarTests
{
    private static readonly string[] WithNumber = ["op_Addition", "op_Subtraction"];

    [Fact]
    public void No_operator_of_tensors_makes_a_number_that_nobody_holds()
    {
        using var file = new PEReader(File.OpenRead(SourceProject.Named("Lookalike.Training").AssemblyPath));
        MetadataReader reader = file.GetMetadataReader();
        string[] operators =
        [
            .. from handle in reader.MemberReferences
               let member = reader.GetMemberReference(handle)
               where member.Parent.Kind == HandleKind.TypeReference
               where reader.StringComparer.Equals(reader.GetTypeReference((TypeReferenceHandle)member.Parent).Name, "Tensor")
               let name = reader.GetString(member.Name)
               where name.StartsWith("op_", StringComparison.Ordinal) && (WithNumber.Contains(name) || TakesNumber(reader, member))
               select name,
        ];
        Assert.True(operators.Length == 0, $"Lookalike.Training calls {string.Join(", ", operators)} of Tensor. Use what ScalarOperations has for it.");
    }

    /// <summary>Whether the second operand is no tensor (ECMA-335, II.23.2.1).</summary>
    private static bool TakesNumber(MetadataReader reader, MemberReference member)
    {
        BlobReader signature = reader.GetBlobReader(member.Signature);
        signature.ReadSignatureHeader();
        if (signature.ReadCompressedInteger() != 2) return false;
        for (int i = 0; i < 2; i++)
        {
            if (signature.ReadSignatureTypeCode() != SignatureTypeCode.TypeHandle) return true; // what comes back, and the first operand
            signature.ReadTypeHandle();
        }

        return signature.ReadSignatureTypeCode() != SignatureTypeCode.TypeHandle
            || signature.ReadTypeHandle() is not { Kind: HandleKind.TypeReference } type
            || !reader.StringComparer.Equals(reader.GetTypeReference((TypeReferenceHandle)type).Name, "Tensor");
    }
}
