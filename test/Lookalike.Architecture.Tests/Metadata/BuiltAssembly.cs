using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Lookalike.Architecture.Tests.Metadata;

/// <summary>
/// The types of an assembly as they were compiled, and which of them each uses: in what it derives from, fields, signatures, attributes, locals
/// and instructions. A nested type counts as the one that it is written in, and so do those that the compiler makes of lambdas, iterators and
/// asynchronous methods. A constant leaves no trace: the compiler puts its value in its place.
/// </summary>
internal sealed class BuiltAssembly : IDisposable
{
    private static readonly NamedTypes Named = new();

    private readonly PEReader _file;
    private readonly MetadataReader _reader;

    public BuiltAssembly(string path) => _reader = (_file = new PEReader(File.OpenRead(path))).GetMetadataReader();

    /// <summary>From which type to which: full names, both of this assembly and not the same.</summary>
    public HashSet<(TypeName From, TypeName To)> Uses()
    {
        HashSet<(TypeName, TypeName)> uses = [];
        foreach (TypeDefinitionHandle handle in _reader.TypeDefinitions)
        {
            TypeName from = NameOf(handle);
            foreach (TypeDefinitionHandle used in UsedBy(handle))
            {
                if (NameOf(used) is var to && to != from) uses.Add((from, to));
            }
        }

        return uses;
    }

    /// <summary>The methods that are written in the source, each with how many parameters it has.</summary>
    public IEnumerable<(string Name, int Parameters)> Methods()
    {
        foreach (TypeDefinitionHandle handle in _reader.TypeDefinitions)
        {
            TypeDefinition type = _reader.GetTypeDefinition(handle);
            string typeName = _reader.GetString(type.Name);
            if (typeName.Contains('<', StringComparison.Ordinal)) continue;
            foreach (MethodDefinition method in type.GetMethods().Select(_reader.GetMethodDefinition))
            {
                string name = _reader.GetString(method.Name);
                if (name.Contains('<', StringComparison.Ordinal) || method.GetCustomAttributes().Any(IsOfCompiler)) continue;
                yield return ($"{NameOf(handle).Namespace}.{typeName}.{name}", method.DecodeSignature(Named, null).ParameterTypes.Length);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private IEnumerable<TypeDefinitionHandle> UsedBy(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        return
        [
            .. TypesOf(type.BaseType),
            .. type.GetInterfaceImplementations().SelectMany(i => TypesOf(_reader.GetInterfaceImplementation(i).Interface)),
            .. Constraints(type.GetGenericParameters()),
            .. Attributes(type.GetCustomAttributes()),
            .. type.GetFields().Select(_reader.GetFieldDefinition).SelectMany(f => f.DecodeSignature(Named, null).Concat(Attributes(f.GetCustomAttributes()))),
            .. type.GetProperties().Select(_reader.GetPropertyDefinition).SelectMany(p => Attributes(p.GetCustomAttributes())),
            .. type.GetMethods().SelectMany(m => UsedBy(_reader.GetMethodDefinition(m))),
        ];
    }

    private IEnumerable<TypeDefinitionHandle> UsedBy(MethodDefinition method)
    {
        IEnumerable<TypeDefinitionHandle> declared = [.. NamedTypes.Of(method.DecodeSignature(Named, null)), .. Constraints(method.GetGenericParameters()), .. Attributes(method.GetCustomAttributes())];
        if (method.RelativeVirtualAddress == 0) return declared;
        MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
        IEnumerable<TypeDefinitionHandle> locals = body.LocalSignature.IsNil ? [] : _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(Named, null).SelectMany(l => l);
        return [.. declared, .. locals, .. body.ExceptionRegions.SelectMany(r => TypesOf(r.CatchType)), .. IntermediateLanguage.Tokens(body.GetILBytes()!).SelectMany(TypesOf)];
    }

    private IEnumerable<TypeDefinitionHandle> Constraints(GenericParameterHandleCollection parameters) =>
        parameters.SelectMany(p => _reader.GetGenericParameter(p).GetConstraints()).SelectMany(c => TypesOf(_reader.GetGenericParameterConstraint(c).Type));

    private IEnumerable<TypeDefinitionHandle> Attributes(CustomAttributeHandleCollection attributes) => attributes.SelectMany(a => TypesOf(_reader.GetCustomAttribute(a).Constructor));

    /// <summary>The types of this assembly that are named by a reference to a type, a method or a field.</summary>
    private ImmutableHashSet<TypeDefinitionHandle> TypesOf(EntityHandle handle)
    {
        if (handle.IsNil) return [];
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return [(TypeDefinitionHandle)handle];
            case HandleKind.TypeSpecification:
                return _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(Named, null);
            case HandleKind.MethodDefinition:
                return [_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()];
            case HandleKind.FieldDefinition:
                return [_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType()];
            case HandleKind.MemberReference:
                return TypesOf(_reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
            case HandleKind.MethodSpecification:
                MethodSpecification method = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                return method.DecodeSignature(Named, null).Aggregate(TypesOf(method.Method), (all, argument) => all.Union(argument));
            default:
                return []; // a type of another assembly
        }
    }

    private bool IsOfCompiler(CustomAttributeHandle handle)
    {
        EntityHandle constructor = _reader.GetCustomAttribute(handle).Constructor;
        if (constructor.Kind != HandleKind.MemberReference) return false;
        EntityHandle type = _reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        return type.Kind == HandleKind.TypeReference
            && _reader.GetString(_reader.GetTypeReference((TypeReferenceHandle)type).Name) is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute";
    }

    /// <summary>The name of the outermost type.</summary>
    private TypeName NameOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        while (type.IsNested) type = _reader.GetTypeDefinition(type.GetDeclaringType());
        return new TypeName(_reader.GetString(type.Namespace), _reader.GetString(type.Name));
    }
}
