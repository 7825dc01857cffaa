namespace Lookalike.Search.Tests.Exact;

/// <summary>What a repeated call allocates on its thread.</summary>
internal static class Allocation
{
    /// <summary>The least of a few calls after a first one, in bytes: a collection may empty a pool between two of them.</summary>
    public static long Least(Action call)
    {
        call();
        long minimum = long.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            call();
            minimum = Math.Min(minimum, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return minimum;
    }
}
