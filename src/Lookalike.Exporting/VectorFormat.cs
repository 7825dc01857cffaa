namespace Lookalike.Exporting;

/// <summary>A format of tables of vectors.</summary>
internal abstract class VectorFormat
{
    /// <summary>All of them, the usual one first.</summary>
    public static IReadOnlyList<VectorFormat> All { get; } = [new JsonLinesFormat(), new CsvFormat(), new NumPyFormat(), new ParquetFormat()];

    /// <summary>What it is called, and how its files end.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it is no text.</summary>
    public abstract bool IsBinary { get; }

    /// <summary>The format of a name, or null.</summary>
    public static VectorFormat? Find(string? name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>The format that files of a name have, or null.</summary>
    public static VectorFormat? OfFile(string path) => Find(Path.GetExtension(path).TrimStart('.').ToLowerInvariant());

    /// <summary>Writes a table.</summary>
    /// <param name="output">Where to; it stays the caller's, and need not be able to seek.</param>
    /// <param name="table">The table.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public abstract Task WriteAsync(Stream output, VectorTable table, CancellationToken cancellationToken);
}
