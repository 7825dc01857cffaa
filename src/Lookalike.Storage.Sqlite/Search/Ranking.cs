using Lookalike.Search;
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
    public List<VectorSearchResult<TRecord>> Run(Connection connection, RecordMapper<TRecord> mapper, MatrixLease vectors)
    {
        VectorMatrix matrix = vectors[mapper.OrdinalOf(property)];
        if (matrix.Slots == 0) return [];
        Scoring scoring = Scoring.Of(property, (options as SqliteVectorSearchOptions<TRecord>)?.DistanceFunction);
        var ranked = new Neighbour[(int)Math.Min((long)options.Skip + top, matrix.Slots)];
        int found = ExactSearch.Search(
            matrix.Vectors, matrix.Dimension, query, ranked.Length, scoring.Metric, ranked,
            new ExactSearchOptions { Allowed = Allowed(connection, mapper, matrix), CancellationToken = cancellationToken });
        List<VectorSearchResult<TRecord>> page = [];
        for (int i = options.Skip; i < found; i++)
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
