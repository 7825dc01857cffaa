using Lookalike.Application;
using Lookalike.Index.Records;

namespace Lookalike.Cli;

/// <summary>What <c>index</c> does with folders and files of pictures.</summary>
internal sealed class FolderIndexingRequest
{
    public required FolderSelection Selection { get; init; }

    public required string ModelPath { get; init; }

    public required string IndexPath { get; init; }

    public bool Rebuild { get; init; }

    public SearchMethod? Method { get; init; }

    public int? Threads { get; init; }

    public long? MaxPixels { get; init; }

    public bool DryRun { get; init; }
}
