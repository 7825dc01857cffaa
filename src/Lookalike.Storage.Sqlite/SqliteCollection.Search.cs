using System.Runtime.CompilerServices;
using Lookalike.Core;
using Lookalike.Search.Hnsw;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Search;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite;

public partial class SqliteCollection<TKey, TRecord>
{
    /// <inheritdoc />
    /// <remarks>
    /// The ranking is exact, and ties are in the order of slots, so pages by <see cref="VectorSearchOptions{TRecord}.Skip"/> neither overlap
    /// nor leave gaps while nothing is written. A record at exactly the threshold is included.
    /// </remarks>
    /// <exception cref="ArgumentException">The vector to search for has another dimension, or a value that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">
    /// The vector property is not named and there is not exactly one, or its generator does not take the value.
    /// </exception>
    /// <exception cref="NotSupportedException">
    /// <paramref name="searchValue"/> is no vector and there is no generator; or vectors were asked for, and the collection generates them.
    /// </exception>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    public override IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(
        TInput searchValue, int top, VectorSearchOptions<TRecord>? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new VectorSearchOptions<TRecord>();
        ThrowIfVectorsAreGenerated(options.IncludeVectors);
        return Hits(_model.GetVectorPropertyOrSingle(options), searchValue, top, options, cancellationToken);
    }

    /// <summary>
    /// Builds the graphs of the vector properties with <see cref="IndexKind.Hnsw"/>, or brings them up to date, and writes them beside the
    /// database.
    /// </summary>
    /// <param name="progress">Told now and then how many vectors a graph that is being built holds, from any thread; null for nobody.</param>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <returns>
    /// True once searches walk graphs that hold everything stored before the call. False where they do not: there are too few vectors, or
    /// the store is read-only and there is no graph in its file.
    /// </returns>
    /// <exception cref="VectorStoreException">The collection does not exist, or the file cannot be read.</exception>
    public async Task<bool> BuildGraphsAsync(IProgress<Progress>? progress = null, CancellationToken cancellationToken = default)
    {
        VectorPropertyModel[] properties = [.. _model.VectorProperties.Where(property => property.IndexKind == IndexKind.Hnsw)];
        List<GraphKeeper> keepers = await _access.ReadAsync(
            "BuildGraphs", properties, reading => properties.Select(reading.Keeper).OfType<GraphKeeper>().ToList(), cancellationToken).ConfigureAwait(false);
        bool all = keepers.Count > 0;
        foreach (GraphKeeper keeper in keepers) all &= await keeper.CompleteAsync(progress, cancellationToken).ConfigureAwait(false);
        return all;
    }

    private async IAsyncEnumerable<VectorSearchResult<TRecord>> Hits(
        VectorPropertyModel property, object searchValue, int top, VectorSearchOptions<TRecord> options,
            [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ReadOnlyMemory<float> query = await QueryVector.ResolveAsync(property, searchValue, cancellationToken).ConfigureAwait(false);
        var own = options as SqliteVectorSearchOptions<TRecord>;
        var request = new SearchRequest<TRecord>
        {
            Property = property,
            Query = query,
            Top = top,
            Options = options,
            Scoring = Scoring.Of(property, own?.DistanceFunction),
            Exact = own?.Exact ?? false,
            Candidates = own?.Candidates ?? HnswSearchOptions.DefaultCandidates,
            Vectors = options.IncludeVectors ? _model.VectorProperties : [property],
        };
        // Read in one go: a transaction must not stay open for as long as a caller takes over each hit.
        foreach (VectorSearchResult<TRecord> hit in new RecordSearch<TRecord>(_access, request).Run(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return hit;
        }
    }
}
