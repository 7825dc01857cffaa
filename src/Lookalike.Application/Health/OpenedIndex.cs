namespace Lookalike.Application;

/// <summary>An index that was opened whatever model made it.</summary>
internal sealed class OpenedIndex : IDisposable
{
    public required ImageIndex Index { get; init; }

    /// <summary>The fingerprint of the model that made it.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Values of its vectors.</summary>
    public required int LatentSize { get; init; }

    public void Dispose() => Index.Dispose();
}
