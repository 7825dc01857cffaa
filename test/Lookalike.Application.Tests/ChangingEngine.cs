using Lookalike.Core;
using Lookalike.Core.Globs;
using Lookalike.Index;
using Lookalike.Index.Reading;
using Lookalike.Index.Records;

namespace Lookalike.Application.Tests;

/// <summary>Another engine's indexes, which change after every call that reads: what is read in two calls is of two moments.</summary>
/// <param name="engine">What keeps the indexes.</param>
/// <param name="change">Changes the index.</param>
internal sealed class ChangingEngine(IIndexEngine engine, Func<Task> change) : IIndexEngine
{
    public Task<bool> ExistsAsync(string location, CancellationToken cancellationToken) => engine.ExistsAsync(location, cancellationToken);

    public async Task<IIndexStore?> OpenAsync(string location, CancellationToken cancellationToken) =>
        await engine.OpenAsync(location, cancellationToken) is { } store ? new Store(store, change) : null;

    public Task<IIndexStore?> OpenForWritingAsync(string location, CancellationToken cancellationToken) => engine.OpenForWritingAsync(location, cancellationToken);

    public Task<IIndexStore> CreateAsync(string location, int latentSize, bool rebuild, CancellationToken cancellationToken) =>
        engine.CreateAsync(location, latentSize, rebuild, cancellationToken);

    private sealed class Store(IIndexStore store, Func<Task> change) : IIndexStore
    {
        public string Location => store.Location;

        public Task<IndexDescription> DescribeAsync(CancellationToken cancellationToken) => ChangedAsync(store.DescribeAsync(cancellationToken));

        public Task<string> StateAsync(CancellationToken cancellationToken) => ChangedAsync(store.StateAsync(cancellationToken));

        public Task<IndexSnapshot> ReadAsync(IndexColumns columns, CancellationToken cancellationToken) => ChangedAsync(store.ReadAsync(columns, cancellationToken));

        public Task<IReadOnlyList<ImageRecord>> GetAsync(IEnumerable<string> keys, bool includeVectors, CancellationToken cancellationToken) =>
            ChangedAsync(store.GetAsync(keys, includeVectors, cancellationToken));

        public Task<IReadOnlyList<ImageRecord>> ListAsync(string? after, int count, Glob? match, CancellationToken cancellationToken) =>
            ChangedAsync(store.ListAsync(after, count, match, cancellationToken));

        public Task WriteAsync(
            IEnumerable<ImageRecord> records, IEnumerable<string> deletedKeys, IndexDescription? description, CancellationToken cancellationToken) =>
            store.WriteAsync(records, deletedKeys, description, cancellationToken);

        public Task<IReadOnlyList<IndexHit>> SearchAsync(IndexQuery query, CancellationToken cancellationToken) =>
            ChangedAsync(store.SearchAsync(query, cancellationToken));

        public Task<long> CountAsync(CancellationToken cancellationToken) => ChangedAsync(store.CountAsync(cancellationToken));

        public Task<long> LoadAsync(CancellationToken cancellationToken) => ChangedAsync(store.LoadAsync(cancellationToken));

        public Task<bool> PrepareAsync(IProgress<Progress>? progress, CancellationToken cancellationToken) =>
            ChangedAsync(store.PrepareAsync(progress, cancellationToken));

        public T? Capability<T>()
            where T : class => store.Capability<T>();

        public void Dispose() => store.Dispose();

        private async Task<T> ChangedAsync<T>(Task<T> reading)
        {
            T read = await reading;
            await change();
            return read;
        }
    }
}
