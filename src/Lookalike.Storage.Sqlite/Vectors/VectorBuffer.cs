namespace Lookalike.Storage.Sqlite.Vectors;

/// <summary>The array of one or more matrices, and how many readers it has. Matrices that only grew share one.</summary>
internal sealed class VectorBuffer(float[] rows)
{
    private int _readers;

    /// <summary>Row-major, [capacity, dimension].</summary>
    public float[] Rows => rows;

    /// <summary>Whether someone may be reading, so that rows in use must stay as they are.</summary>
    public bool IsRead => Volatile.Read(ref _readers) > 0;

    public void Pin() => Interlocked.Increment(ref _readers);

    public void Release() => Interlocked.Decrement(ref _readers);
}
