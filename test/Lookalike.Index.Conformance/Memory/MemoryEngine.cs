using System.Collections.Concurrent;
using Lookalike.Index.Records;

namespace Lookalike.Index.Conformance.Memory;

/// <summary>Keeps indexes in memory, for tests that need no files. What is at a location stays as long as the engine.</summary>
public sealed class MemoryEngine : IIndexEngine
{
    private readonly ConcurrentDictionary<string, MemoryIndex> _indexes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string location, CancellationToken cancellationToken) => Task.FromResult(_indexes.ContainsKey(location));

    /// <inheritdoc/>
    public Task<IIndexStore?> OpenAsync(string location, CancellationToken cancellationToken) =>
        Task.FromResult<IIndexStore?>(_indexes.TryGetValue(location, out MemoryIndex? index) ? new MemoryStore(location, index, isWriter: false) : null);

    /// <inheritdoc/>
    public async Task<IIndexStore?> OpenForWritingAsync(string location, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        return _indexes.TryGetValue(location, out MemoryIndex? index) ? Writer(location, index) : null;
    }

    /// <inheritdoc/>
    public async Task<IIndexStore> CreateAsync(string location, int latentSize, bool rebuild, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        MemoryIndex index = _indexes.GetOrAdd(location, _ => new MemoryIndex(MemoryContent.Empty(latentSize)));
        MemoryStore store = Writer(location, index);
        if (rebuild || index.Content.Description.Fingerprint is null) index.Content = MemoryContent.Empty(latentSize);
        return store;
    }

    private static MemoryStore Writer(string location, MemoryIndex index) => index.TryHold()
        ? new MemoryStore(location, index, isWriter: true)
        : throw new IndexException($"{location} is being written by another. Wait until it has finished.", location);

    /// <summary>One index: what it holds now, and whether somebody writes.</summary>
    internal sealed class MemoryIndex(MemoryContent content)
    {
        private volatile MemoryContent _content = content;
        private int _held;

        public MemoryContent Content
        {
            get => _content;
            set => _content = value;
        }

        public bool TryHold() => Interlocked.Exchange(ref _held, 1) == 0;

        public void Release() => Volatile.Write(ref _held, 0);
    }

    /// <summary>What an index holds at one moment. Immutable.</summary>
    internal sealed class MemoryContent(IndexDescription description, IReadOnlyDictionary<string, ImageRecord> records)
    {
        public string State { get; } = Guid.NewGuid().ToString();

        public IndexDescription Description => description;

        public IReadOnlyDictionary<string, ImageRecord> Records => records;

        public static MemoryContent Empty(int latentSize) => new(new IndexDescription { LatentSize = latentSize }, new Dictionary<string, ImageRecord>());
    }
}
