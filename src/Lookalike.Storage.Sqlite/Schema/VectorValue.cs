using Microsoft.Extensions.AI;

namespace Lookalike.Storage.Sqlite.Schema;

/// <summary>The .NET types that a vector may have, and the floats inside.</summary>
internal static class VectorValue
{
    public const string Supported = "ReadOnlyMemory<float>, float[], Embedding<float>";

    public static bool IsSupported(Type type) =>
        type == typeof(ReadOnlyMemory<float>) || type == typeof(ReadOnlyMemory<float>?) || type == typeof(float[]) || type == typeof(Embedding<float>);

    /// <summary>True if the value is a vector; it is then not copied.</summary>
    public static bool TryGet(object? value, out ReadOnlyMemory<float> vector)
    {
        switch (value)
        {
            case ReadOnlyMemory<float> memory:
                vector = memory;
                return true;
            case float[] array:
                vector = array;
                return true;
            case Embedding<float> embedding:
                vector = embedding.Vector;
                return true;
            default:
                vector = default;
                return false;
        }
    }

    /// <summary>The vector as a value for a property of the type.</summary>
    public static object? ToProperty(Type type, float[]? vector) => vector switch
    {
        null => null,
        _ when type == typeof(float[]) => vector,
        _ when type == typeof(Embedding<float>) => new Embedding<float>(vector),
        _ => new ReadOnlyMemory<float>(vector),
    };

    /// <summary>Says what is wrong with a vector, or null if it can be stored and searched.</summary>
    public static string? FaultOf(ReadOnlySpan<float> vector, int dimensions)
    {
        if (vector.Length != dimensions) return $"has {vector.Length} dimensions; expected {dimensions}";
        for (int i = 0; i < vector.Length; i++)
        {
            if (!float.IsFinite(vector[i])) return $"holds {vector[i]} in dimension {i}; expected finite numbers";
        }
        return null;
    }
}
