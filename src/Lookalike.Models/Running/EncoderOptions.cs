using Microsoft.Extensions.Logging;

namespace Lookalike.Models.Running;

/// <summary>How the encoder of a model file runs. Checked when it is opened.</summary>
public sealed class EncoderOptions
{
    private const int MaxBatchSize = 65536;
    private const int MaxThreads = 1024;

    /// <summary>Threads that share the work of one batch, 1..1024.</summary>
    /// <value>Null by default: one for every core.</value>
    public int? IntraOpThreads { get; init; }

    /// <summary>
    /// The most images in one run, 1..65536; larger requests are split. Large images are run in smaller batches, so that memory
    /// stays bounded.
    /// </summary>
    /// <value>256 by default.</value>
    public int BatchSize { get; init; } = 256;

    /// <summary>Makes the logger that is told of the encoder.</summary>
    /// <value>Null by default: nothing is logged.</value>
    public ILoggerFactory? LoggerFactory { internal get; init; }

    internal void Validate()
    {
        if (IntraOpThreads is < 1 or > MaxThreads)
            throw new ArgumentOutOfRangeException(nameof(IntraOpThreads), IntraOpThreads, $"Expected 1..{MaxThreads} threads, or null for one a core.");
        if (BatchSize is < 1 or > MaxBatchSize)
            throw new ArgumentOutOfRangeException(nameof(BatchSize), BatchSize, $"Expected a batch size of 1..{MaxBatchSize}.");
    }
}
