namespace Lookalike.Exporting;

/// <summary>Vectors to write, with what they are of.</summary>
internal sealed class VectorTable
{
    /// <summary>Values of each vector, 1 and up.</summary>
    public required int Size { get; init; }

    /// <summary>The rows. A format that must know all of them before it writes the first keeps them; others take one after the other.</summary>
    public required IEnumerable<VectorRow> Rows { get; init; }
}
