namespace Lookalike.Index.Records;

/// <summary>A folder whose pictures an index holds. Their records have paths below it, so the folder may move. Immutable.</summary>
public sealed class ImageRoot
{
    /// <summary>What the folder is called in keys: one path segment, unique in the index.</summary>
    public required string Name { get; init; }

    /// <summary>Where the folder was when it was indexed last: a full path.</summary>
    public required string Path { get; init; }
}
