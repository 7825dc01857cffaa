namespace Lookalike.Imaging.Reading.Memory;

/// <summary>
/// The memory that pictures may take while they are decoded, all threads together. What a picture takes is estimated by its format and size
/// before it is decoded; one that does not fit beside the others waits until it does, in its turn. Safe from any thread.
/// </summary>
internal sealed class PictureMemory
{
    /// <summary>The least that <see cref="Default"/> is: decoders do not run in less.</summary>
    private const long Min = 32L << 20;

    private readonly Lock _gate = new();
    private readonly LinkedList<Lease> _waiting = [];
    private long _free;

    /// <summary>Sets memory apart.</summary>
    /// <param name="bytes">How much, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public PictureMemory(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        Bytes = _free = bytes;
    }

    /// <summary>
    /// What the readers of a process share unless they are told otherwise: a quarter of the memory that it may use, a container's limit counted in;
    /// at least 32 MiB.
    /// </summary>
    public static PictureMemory Default { get; } = new(Math.Max(Min, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4));

    /// <summary>How much there is, in bytes.</summary>
    public long Bytes { get; }

    /// <summary>
    /// Takes memory, once there is so much and whoever asked before has theirs. Whoever holds some must not ask for more, but give it back
    /// first: so nobody waits for one who waits.
    /// </summary>
    /// <param name="bytes">How much, at most <see cref="Bytes"/>. It is given back when the result is disposed.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal IDisposable Take(long bytes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Bytes);
        var lease = new Lease(this, bytes);
        lock (_gate)
        {
            if (_waiting.Count == 0 && bytes <= _free)
            {
                _free -= bytes;
                return lease;
            }

            _waiting.AddLast(lease);
        }

        try
        {
            lease.Granted.Wait(cancellationToken);
            return lease;
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                // It may have been granted in the meantime.
                if (!_waiting.Remove(lease)) _free += bytes;
                Grant();
            }

            throw;
        }
    }

    private void GiveBack(long bytes)
    {
        lock (_gate)
        {
            _free += bytes;
            Grant();
        }
    }

    private void Grant()
    {
        while (_waiting.First is { Value: var next } && next.Bytes <= _free)
        {
            _waiting.RemoveFirst();
            _free -= next.Bytes;
            next.Granted.Set();
        }
    }

    private sealed class Lease(PictureMemory memory, long bytes) : IDisposable
    {
        private bool _returned;

        public long Bytes => bytes;

        /// <summary>Without a kernel object until somebody asks for one, so it need not be disposed.</summary>
        public ManualResetEventSlim Granted { get; } = new();

        public void Dispose()
        {
            if (_returned) return;
            _returned = true;
            memory.GiveBack(bytes);
        }
    }
}
