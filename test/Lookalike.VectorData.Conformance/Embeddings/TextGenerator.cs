using System.Globalization;

namespace Lookalike.VectorData.Conformance.Embeddings;

/// <summary>Generators of embeddings from texts.</summary>
internal static class TextGenerator
{
    /// <summary>A generator that takes a text's last word for its number: "photo 7" is the vector of 7 on the arc.</summary>
    public static CountingGenerator<string> Create() => new(static text => int.Parse(text.Split(' ')[^1], CultureInfo.InvariantCulture));
}
