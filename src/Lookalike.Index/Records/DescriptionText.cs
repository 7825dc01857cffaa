namespace Lookalike.Index.Records;

/// <summary>
/// A description as texts under names, for engines that keep such beside their records. Anybody may have written them, so nothing is taken
/// as it is.
/// </summary>
internal static class DescriptionText
{
    private const string Fingerprint = "fingerprint", Source = "source", Method = "search-with", Roots = "roots";

    /// <summary>Hexadecimal digits of a SHA-256.</summary>
    private const int FingerprintDigits = 64;

    /// <summary>The names of the texts.</summary>
    public static IReadOnlyList<string> Names { get; } = [Fingerprint, Source, Method, Roots];

    /// <summary>Reads a description.</summary>
    /// <param name="texts">The texts by name; names that no description has are passed over.</param>
    /// <param name="latentSize">Values of a vector, which the engine knows.</param>
    /// <exception cref="InvalidDataException">Something of it cannot be. The message is the middle of a sentence.</exception>
    public static IndexDescription Read(IReadOnlyDictionary<string, string> texts, int latentSize)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string? fingerprint = texts.GetValueOrDefault(Fingerprint);
        string source = texts.GetValueOrDefault(Source, "");
        if (fingerprint is not null && (fingerprint.Length != FingerprintDigits || !fingerprint.All(char.IsAsciiHexDigit)))
            throw new InvalidDataException($"its fingerprint is no number of {FingerprintDigits} hexadecimal digits");
        if (source.Contains('\0', StringComparison.Ordinal)) throw new InvalidDataException("the data set that it names is no name and no path");
        return new IndexDescription
        {
            Fingerprint = fingerprint,
            LatentSize = latentSize,
            Source = source,
            Method = Enum.TryParse(texts.GetValueOrDefault(Method), out SearchMethod known) && Enum.IsDefined(known) ? known : SearchMethod.Auto,
            Roots = ImageRoots.Read(texts.GetValueOrDefault(Roots)),
        };
    }

    /// <summary>Writes a description.</summary>
    /// <param name="description">The description.</param>
    /// <param name="stored">The texts that are kept now, by name.</param>
    /// <returns>The texts to keep, by name. What would say only what is so without it is left out, unless another text is to be replaced.</returns>
    public static IReadOnlyDictionary<string, string> Write(IndexDescription description, IReadOnlyDictionary<string, string> stored)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(stored);
        var texts = new Dictionary<string, string>();
        if (description.Fingerprint is { } fingerprint) texts[Fingerprint] = fingerprint;
        Add(Source, description.Source, isDefault: description.Source.Length == 0);
        Add(Method, description.Method.ToString(), isDefault: description.Method == SearchMethod.Auto);
        Add(Roots, description.Roots.Write(), isDefault: description.Roots.All.Count == 0);
        return texts;

        void Add(string name, string text, bool isDefault)
        {
            if (!isDefault || stored.ContainsKey(name)) texts[name] = text;
        }
    }
}
