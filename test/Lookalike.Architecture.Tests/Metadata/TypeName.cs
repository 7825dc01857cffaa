namespace Lookalike.Architecture.Tests.Metadata;

/// <summary>A type that lies in no other.</summary>
internal readonly record struct TypeName(string Namespace, string Name);
