using Lookalike.Search;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Records;
using Lookalike.Storage.Sqlite.Vectors;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Search;

/// <summary>One search: filter, rank, cut to the page asked for, and only then read the records.</summary>
internal sealed class Ranking<TRecord>(
    VectorPropertyModel property, ReadOnlyMemory<float> query, int top, VectorSearchOptions<TRecord> options, CancellationToken cancellationToken)
    where TRecord : class
{
    /// <summary>A page further back is ranked exactly: a walk that keeps more than this is no faster.</summary>
    private const int MostWalked = 2000;

    private SqliteVectorSearchOptions<TRecord>? Own => options as SqliteVectorSearchOptions<TRecord>;

    public List<VectorSearchResult<TRecord>> Run(Connection connection, RecordMapper<TRecord> mapper, MatrixLease vectors)
    {
        VectorMatrix matrix = vectors[mapper.OrdinalOf(property)];
        if (matrix.Slots == 0) return [];
        Scoring scoring = Scoring.Of(property, Own?.DistanceFunction);
        int wanted = (int)Math.Min((long)options.Skip + top, matrix.Slots);
        ReadOnlyMemory<ulong> allowed = Allowed(connection, mapper, matrix);
        ReadOnlySpan<Neighbour> ranked = Graph(connection, mapper, vectors, scoring, wanted) is { } graph
            ? graph.Search(matrix.Vectors, query, wanted, Own?.Candidates ?? HnswSearchOptions.DefaultCandidates, allowed, cancellationToken)
            : Exact(matrix, scoring.Metric, wanted, allowed);
        List<VectorSearchResult<TRecord>> page = [];
        for (int i = options.Skip; i < ranked.Length; i++)
        {
            double score = scoring.Score(ranked[i].Distance);
            // Best first, so what follows is worse still.
            if (!scoring.Passes(score, options.ScoreThreshold)) break;
            int slot = ranked[i].Position;
            TRecord record = RecordReader.BySlot(connection, mapper, slot)
                ?? throw new InvalidDataException($"slot {slot} of '{property.StorageName}' holds a vector without a record");
            if (options.IncludeVectors) mapper.ReadVectors(record, slot, vectors);
            page.Add(new VectorSearchResult<TRecord>(record, score));
        }
        return page;
    }

    private GraphView? Graph(Connection connection, RecordMapper<TRecord> mapper, MatrixLease vectors, Scoring scoring, int wanted)
    {
        if (property.IndexKind != IndexKind.Hnsw || Own is { Exact: true } || wanted > MostWalked) return null;
        DistanceMetric metric = Scoring.Of(property).Metric;
        if (scoring.Metric != metric) return null; // another function than the graph is of
        return vectors.Keeper(connection, mapper.Layout, mapper.OrdinalOf(property), metric)?.View();
    }

    private Neighbour[] Exact(VectorMatrix matrix, DistanceMetric metric, int wanted, ReadOnlyMemory<ulong> allowed)
    {
        var ranked = new Neighbour[wanted];
        var search = new ExactSearchOptions
        {
            Allowed = allowed,
            RowLengths = metric == DistanceMetric.Cosine ? matrix.Lengths : null,
            CancellationToken = cancellationToken,
        };
        int found = ExactSearch.Search(matrix.Vectors, matrix.Dimension, query, wanted, metric, ranked, search);
        return ranked[..found];
    }

    private ReadOnlyMemory<ulong> Allowed(Connection connection, RecordMapper<TRecord> mapper, VectorMatrix matrix)
    {
        if (options.Filter is null) return matrix.Occupied;
        var allowed = new ulong[matrix.Occupied.Length];
        foreach (int slot in new RecordFilter<TRecord>(options.Filter).Slots(connection, mapper, cancellationToken))
        {
            if (matrix.IsOccupied(slot)) allowed[slot / 64] |= 1UL << (slot % 64);
        }
        return allowed;
    }
}
