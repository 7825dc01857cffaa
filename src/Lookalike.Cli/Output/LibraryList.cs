namespace Lookalike.Cli.Output;

/// <summary>What <c>libraries</c> tells machines.</summary>
internal sealed class LibraryList
{
    public int SchemaVersion { get; } = 1;

    /// <summary>The last used first.</summary>
    public required IReadOnlyList<Entry> Libraries { get; init; }

    /// <summary>One library.</summary>
    internal sealed class Entry
    {
        /// <summary>Its folder of pictures.</summary>
        public required string Folder { get; init; }

        public required bool FolderExists { get; init; }

        public required string Model { get; init; }

        public required bool HasModel { get; init; }

        public required string Index { get; init; }

        /// <summary>What all its files take.</summary>
        public required long Bytes { get; init; }

        /// <summary>When <c>find</c> used it last, UTC.</summary>
        public required DateTime LastUsed { get; init; }
    }
}
