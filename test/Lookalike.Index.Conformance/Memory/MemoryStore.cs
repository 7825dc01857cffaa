using System.Numerics.Tensors;
using Lookalike.Core;
using Lookalike.Core.Globs;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;
using Lookalike.Search.Distances;

namespace Lookalike.Index.Conformance.Memory;

/// <summary>An index in memory. A call looks at its content once, so that all it says is of one moment.</summary>
internal sealed class MemoryStore(string location, MemoryEngine.MemoryIndex index, bool isWriter) : IIndexStore
{
    public string Location => location;

    public Task<IndexDescription> DescribeAsync(CancellationToken cancellationToken) => Task.FromResult(index.Content.Description);

    public Task<string> StateAsync(CancellationToken cancellationToken) => Task.FromResult(index.Content.State);

    public Task<IndexSnapshot> ReadAsync(IndexColumns columns, CancellationToken cancellationToken)
    {
        MemoryEngine.MemoryContent content = index.Content;
        ImageRecord[] all = [.. content.Records.Values.OrderBy(record => record.Key, StringComparer.Ordinal)];
        bool withVectors = columns.HasFlag(IndexColumns.Vector);
        return Task.FromResult(new IndexSnapshot
        {
            Description = content.Description,
            Keys = [.. all.Select(record => record.Key)],
            Sets = Column(IndexColumns.Set, record => record.Set),
            Positions = Column(IndexColumns.Position, record => record.Position),
            Paths = Column(IndexColumns.Path, record => record.Path),
            Sizes = Column(IndexColumns.Size, record => record.Size),
            Modified = Column(IndexColumns.Modified, record => record.Modified),
            Widths = Column(IndexColumns.Width, record => record.Width),
            Heights = Column(IndexColumns.Height, record => record.Height),
            Labels = Column(IndexColumns.Label, record => record.Label),
            ContentHashes = Column(IndexColumns.ContentHash, record => record.ContentHash),
            LatentSize = withVectors ? content.Description.LatentSize : 0,
            Vectors = withVectors ? all.SelectMany(record => record.Vector.ToArray()).ToArray() : default,
            Present = withVectors ? Bits(all.Length) : default,
        });

        T[] Column<T>(IndexColumns column, Func<ImageRecord, T> value) => columns.HasFlag(column) ? [.. all.Select(value)] : null!;
    }

    public Task<IReadOnlyList<ImageRecord>> GetAsync(IEnumerable<string> keys, bool includeVectors, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, ImageRecord> records = index.Content.Records;
        return Task.FromResult<IReadOnlyList<ImageRecord>>([.. keys.Where(records.ContainsKey).Select(key => Copy(records[key], includeVectors))]);
    }

    public async Task<IReadOnlyList<ImageRecord>> ListAsync(string? after, int count, Glob? match, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        IEnumerable<ImageRecord> found = index.Content.Records.Values
            .OrderBy(record => record.Key, StringComparer.Ordinal)
            .Where(record => (after is null || string.CompareOrdinal(record.Key, after) > 0) && match?.IsMatch(record.Key) != false);
        return [.. found.Take(count).Select(record => Copy(record, includeVector: false))];
    }

    public async Task WriteAsync(IEnumerable<ImageRecord> records, IEnumerable<string> deletedKeys, IndexDescription? description, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (!isWriter) throw new IndexStorageException($"{location} was opened for reading.", location);
        MemoryEngine.MemoryContent before = index.Content;
        int size = before.Description.LatentSize;
        if (description is not null && description.LatentSize != size) throw new ArgumentException($"Vectors have {size} values.", nameof(description));
        var after = new Dictionary<string, ImageRecord>(before.Records);
        foreach (ImageRecord record in records)
        {
            if (record.Vector.Length != size || !TensorPrimitives.IsFiniteAll(record.Vector.Span)) throw new ArgumentException($"{record.Key} has no vector of {size} finite values.", nameof(records));
            after[record.Key] = Copy(record, includeVector: true);
        }

        foreach (string key in deletedKeys) after.Remove(key);
        index.Content = new MemoryEngine.MemoryContent(description ?? before.Description, after);
    }

    public async Task<IReadOnlyList<IndexHit>> SearchAsync(IndexQuery query, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        MemoryEngine.MemoryContent content = index.Content;
        if (query.Latent.Length != content.Description.LatentSize) throw new ArgumentException($"Vectors have {content.Description.LatentSize} values.", nameof(query));
        return
        [
            .. content.Records.Values
                .Where(record => query.Key?.IsMatch(record.Key) != false && (query.Label is null || record.Label == query.Label))
                .Select(record => (Record: record, Distance: VectorDistance.Compute(query.Metric, query.Latent.Span, record.Vector.Span)))
                .Where(found => !(found.Distance > query.Within))
                .OrderBy(found => found.Distance).ThenBy(found => found.Record.Key, StringComparer.Ordinal)
                .Skip(query.Skip).Take(query.Top)
                .Select(found => new IndexHit(Copy(found.Record, query.IncludeVectors), found.Distance)),
        ];
    }

    public Task<long> CountAsync(CancellationToken cancellationToken) => Task.FromResult((long)index.Content.Records.Count);

    public Task<long> LoadAsync(CancellationToken cancellationToken) => CountAsync(cancellationToken);

    public Task<bool> PrepareAsync(IProgress<Progress>? progress, CancellationToken cancellationToken) => Task.FromResult(false);

    public T? Capability<T>()
        where T : class => null;

    public void Dispose()
    {
        if (isWriter) index.Release();
    }

    private static ulong[] Bits(int count)
    {
        ulong[] bits = new ulong[(count + 63) / 64];
        for (int row = 0; row < count; row++) bits[row / 64] |= 1UL << (row % 64);
        return bits;
    }

    private static ImageRecord Copy(ImageRecord record, bool includeVector) => new()
    {
        Key = record.Key,
        Set = record.Set,
        Position = record.Position,
        Path = record.Path,
        Size = record.Size,
        Modified = record.Modified,
        Width = record.Width,
        Height = record.Height,
        Label = record.Label,
        ContentHash = record.ContentHash,
        Vector = includeVector ? record.Vector.ToArray() : default,
    };
}
