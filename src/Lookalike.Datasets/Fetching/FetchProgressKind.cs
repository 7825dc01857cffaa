namespace Lookalike.Datasets;

/// <summary>What a <see cref="FetchProgress"/> reports.</summary>
public enum FetchProgressKind
{
    /// <summary>A source is tried now.</summary>
    Attempt,

    /// <summary>A source, or a file that was there, failed. The message says why; another source may follow.</summary>
    Failed,

    /// <summary>Bytes arrived.</summary>
    Bytes,

    /// <summary>Every file is present and verified. Always the last report of a fetch that succeeds.</summary>
    Done,
}
