namespace Lookalike.Training.Recipes;

/// <summary>How often few images are seen: a set that fills a handful of batches needs more passes than one that fills hundreds.</summary>
internal static class DefaultSchedule
{
    /// <summary>Steps that training takes at least before the rounds.</summary>
    public const int WarmUpSteps = 600;

    /// <summary>Steps that a round takes at least.</summary>
    public const int RoundSteps = 200;

    private const int MinBatches = 8;

    /// <summary>The batch for a set: the usual one, or the power of two that an epoch has at least eight of, but not below two.</summary>
    public static int BatchSize(int usual, int images)
    {
        int batch = usual;
        while (batch > 2 && batch * MinBatches > images) batch /= 2;
        return batch;
    }

    /// <summary>The passes over a set: the usual number, or what the steps need.</summary>
    public static int Epochs(int usual, int steps, int usualBatch, int images)
    {
        int perEpoch = Math.Max(1, images / BatchSize(usualBatch, images));
        return Math.Max(usual, (steps + perEpoch - 1) / perEpoch);
    }
}
