using Lookalike.Core.Telemetry;
using Lookalike.Search.Exact;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Collections;
using Lookalike.Storage.Sqlite.Files;
using Lookalike.Storage.Sqlite.Records;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Telemetry;
using Lookalike.Storage.Sqlite.Vectors;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Storage.Sqlite.Search;

/// <summary>One search: take the vectors, filter, rank, cut to the page asked for, and only then read the records.</summary>
internal sealed class RecordSearch<TRecord>(CollectionAccess<TRecord> access, SearchRequest<TRecord> request)
    where TRecord : class
{
    public List<VectorSearchResult<TRecord>> Run(CancellationToken cancellationToken)
    {
        using ToldOperation? told = StoreOperation.Start("Search", access.Name);
        try
        {
            return RunUntilWhole(cancellationToken);
        }
        catch (Exception fault) when (told?.FailAtStore(fault) ?? false)
        {
            throw; // never: the fault is noted and goes on
        }
    }

    private List<VectorSearchResult<TRecord>> RunUntilWhole(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FileReading file = access.Read("Search");
        while (true)
        {
            try
            {
                using CollectionReading<TRecord> reading = access.Begin(file, request.Vectors, cancellationToken);
                List<VectorSearchResult<TRecord>> page = Search(reading, cancellationToken);
                reading.Confirm();
                file.Complete();
                return page;
            }
            catch (Exception fault) when (FileReading.IsOfFile(fault))
            {
                file.RepeatAfter(fault);
            }
            finally
            {
                file.End();
            }
        }
    }

    private List<VectorSearchResult<TRecord>> Search(CollectionReading<TRecord> reading, CancellationToken cancellationToken)
    {
        VectorMatrix matrix = reading.Matrix(request.Property);
        if (matrix.Slots == 0) return [];
        int wanted = (int)Math.Min((long)request.Options.Skip + request.Top, matrix.Slots);
        ReadOnlyMemory<ulong> allowed = Allowed(reading, matrix, cancellationToken);
        ReadOnlySpan<Neighbour> ranked = Graph(reading, matrix, wanted) is { } graph
            ? graph.Search(matrix.Vectors, request.Query, wanted, request.Candidates, allowed, cancellationToken)
            : VectorRanking.Exact(matrix, request.Query, wanted, request.Scoring.Metric, allowed, cancellationToken);
        return Page(reading, ranked);
    }

    private ReadOnlyMemory<ulong> Allowed(CollectionReading<TRecord> reading, VectorMatrix matrix, CancellationToken cancellationToken)
    {
        if (request.Options.Filter is not { } filter) return matrix.Occupied;
        var allowed = new ulong[matrix.Occupied.Length];
        foreach (int slot in new RecordFilter<TRecord>(filter).Slots(reading.Connection, reading.Mapper, cancellationToken))
        {
            if (matrix.IsOccupied(slot)) allowed[slot / 64] |= 1UL << (slot % 64);
        }

        return allowed;
    }

    // A graph is of the property's own function.
    private GraphView? Graph(CollectionReading<TRecord> reading, VectorMatrix matrix, int wanted) =>
        request.Property.IndexKind != IndexKind.Hnsw || request.Exact || wanted > VectorRanking.MaxWalked
            || request.Scoring.Metric != Scoring.Of(request.Property).Metric
            ? null
            : reading.Keeper(request.Property)?.View(matrix);

    private List<VectorSearchResult<TRecord>> Page(CollectionReading<TRecord> reading, ReadOnlySpan<Neighbour> ranked)
    {
        List<VectorSearchResult<TRecord>> page = [];
        for (int i = request.Options.Skip; i < ranked.Length; i++)
        {
            double score = request.Scoring.Score(ranked[i].Distance);
            // Best first, so what follows is worse still.
            if (!request.Scoring.Passes(score, request.Options.ScoreThreshold)) break;
            int slot = ranked[i].Position;
            TRecord record = RecordReader.BySlot(reading.Connection, reading.Mapper, slot)
                ?? throw new InvalidDataException($"slot {slot} of '{request.Property.StorageName}' holds a vector without a record");
            if (request.Options.IncludeVectors) reading.Mapper.ReadVectors(record, slot, reading.Matrices);
            page.Add(new VectorSearchResult<TRecord>(record, score));
        }

        return page;
    }
}
