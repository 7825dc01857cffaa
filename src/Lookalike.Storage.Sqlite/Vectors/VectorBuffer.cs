namespace Lookalike.Storage.Sqlite.Vectors;

/// <summary>The array of one or more matrices, and how many readers it has. Matrices that only grew share one.</summary>
internal sealed class VectorBuffer(float[] rows)
{
    private int _readers;
    private volatile bool _isKept;

    /// <summary>Row-major, [capacity, dimension].</summary>
    public float[] Rows => rows;

    /// <summary>Whether someone may be reading, so that rows in use must stay as they are.</summary>
    public bool IsRead => _isKept || Volatile.Read(ref _readers) > 0;

    /// <summary>Whether it is read for good.</summary>
    public bool IsKept => _isKept;

    /// <summary>Gives it to somebody who will not say when he is done with it.</summary>
    public void Keep() => _isKept = true;

    public void Pin() => Interlocked.Increment(ref _readers);

    public void Release() => Interlocked.Decrement(ref _readers);
}
