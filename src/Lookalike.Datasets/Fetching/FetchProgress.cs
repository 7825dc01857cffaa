namespace Lookalike.Datasets;

/// <summary>One report of <see cref="DatasetStore.FetchAsync"/>.</summary>
/// <remarks>Immutable; safe to use from many threads.</remarks>
public sealed class FetchProgress
{
    internal FetchProgress(FetchProgressKind kind, string source, string message)
    {
        Kind = kind;
        Source = source;
        Message = message;
    }

    /// <summary>What is reported.</summary>
    public FetchProgressKind Kind { get; }

    /// <summary>Where the files come from, as text for people: a mirror's address, a package, or the folder of the store.</summary>
    public string Source { get; }

    /// <summary>One sentence: the file being loaded, why the source failed, or what is done.</summary>
    public string Message { get; }

    /// <summary>For <see cref="FetchProgressKind.Bytes"/>: bytes of the file that are there, those of an earlier attempt included; else 0.</summary>
    public long BytesDone { get; init; }

    /// <summary>For <see cref="FetchProgressKind.Bytes"/>: bytes that the file has as the source sends it; null where the source does not say.</summary>
    public long? BytesTotal { get; init; }
}
