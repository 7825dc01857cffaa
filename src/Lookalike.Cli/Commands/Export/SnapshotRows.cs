using System.Collections;
using Lookalike.Exporting;
using Lookalike.Index.Reading;

namespace Lookalike.Cli.Commands.Export;

/// <summary>The rows of an index at one moment, in the order of their keys, made as they are asked for. Records without a vector are left out.</summary>
internal sealed class SnapshotRows : IReadOnlyList<VectorRow>
{
    private readonly IndexSnapshot _snapshot;
    private readonly int[] _rows;

    public SnapshotRows(IndexSnapshot snapshot)
    {
        _snapshot = snapshot;
        _rows = [.. Enumerable.Range(0, snapshot.Count).Where(snapshot.HasVector)];
        Array.Sort(_rows, (a, b) => string.CompareOrdinal(snapshot.Keys[a], snapshot.Keys[b]));
    }

    public int Count => _rows.Length;

    public VectorRow this[int index]
    {
        get
        {
            int row = _rows[index];
            string? path = _snapshot.Paths[row] is not null && _snapshot.Description.Roots.TryFindFile(_snapshot.Keys[row], out string? file) ? file : null;
            return new VectorRow(_snapshot.Keys[row], path, _snapshot.Labels[row], _snapshot.Vector(row));
        }
    }

    public IEnumerator<VectorRow> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
