using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Records;
using Lookalike.Storage.Sqlite.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace Lookalike.Storage.Sqlite.Verification;

/// <summary>Looks at everything of one collection within a transaction that the caller holds. What cannot be read is a fault like any other.</summary>
internal sealed class CollectionVerifier<TRecord>(string path, Connection connection, RecordMapper<TRecord> mapper)
    where TRecord : class
{
    private readonly List<StorageFault> _faults = [];

    public StorageReport Run(IEnumerable<StorageFault> before, CancellationToken cancellationToken)
    {
        _faults.AddRange(before);
        bool checksums = connection.ReadInt64("PRAGMA user_version") >= SqliteConstants.ChecksumVersion;
        long version = Catalogue.VersionOf(connection, mapper.Layout.Id) ?? 0;
        long blocks = 0, records = 0, slots = 0;
        Guard("the table of records", () =>
        {
            records = connection.ReadInt64(mapper.Layout.CountRecords);
            long end = SlotRange.End(connection);
            using (Statement outside = connection.Prepare(mapper.Layout.SlotsOutOfRange))
            {
                if (outside.Bind(1, end).Step() && outside.Int64(0) is > 0 and var lost)
                    throw new InvalidDataException($"{lost} records have a slot below 0 or above {end - 1}, which is more than the file has room for.");
            }

            slots = SlotRange.Last(connection, mapper.Layout) + 1;
            FreeSlots();
        });
        for (int i = 0; i < mapper.VectorProperties.Count; i++)
        {
            VectorPropertyModel property = mapper.VectorProperties[i];
            bool required = property.Type.IsValueType && Nullable.GetUnderlyingType(property.Type) is null;
            var verifier = new BlockVerifier(connection, mapper.Layout, i, mapper.ReadKey, required, version);
            Guard($"the vectors of '{property.StorageName}'", () => _faults.AddRange(verifier.Run(cancellationToken)));
            blocks += verifier.Blocks;
        }

        return new StorageReport(_faults)
        {
            Graphs = Graphs(records, (int)Math.Clamp(slots, 0, int.MaxValue)),
            Records = records,
            Blocks = blocks,
            HasChecksums = checksums,
        };
    }

    private void FreeSlots()
    {
        using Statement free = connection.Prepare(mapper.Layout.FreeSlotsInUse);
        long slot = -1;
        while (free.Step())
        {
            slot = SlotRange.After(free, slot);
            object key = mapper.ReadKey(free, 1);
            string message = $"Slot {slot} is listed as free, and the record {key} is in it.";
            _faults.Add(new(StorageFaultKind.FreeSlot, $"slot {slot}", message) { Slots = [slot], Keys = [key] });
        }
    }

    private List<GraphReport> Graphs(long records, int slots)
    {
        List<GraphReport> graphs = [];
        for (int i = 0; i < mapper.VectorProperties.Count; i++)
        {
            VectorPropertyModel property = mapper.VectorProperties[i];
            if (property.IndexKind != IndexKind.Hnsw) continue;
            var graph = new GraphFile(path, mapper.Layout.Id, i);
            string? reason = null;
            GraphState state = records < GraphKeeper.MinVectors ? GraphState.NotNeeded
                : graph.Check(property.Dimensions, Scoring.Of(property).Metric, slots, out reason);
            graphs.Add(new GraphReport { Property = property.ModelName, Path = graph.Path, State = state, Reason = reason });
        }

        return graphs;
    }

    private void Guard(string what, Action check)
    {
        try
        {
            check();
        }
        catch (Exception fault) when (fault is InvalidDataException || (fault is SqliteException sqlite && SqliteFault.IsDamage(sqlite)))
        {
            _faults.Add(new(StorageFaultKind.Unreadable, path, $"{what} in '{path}' cannot be read: {fault.Message}"));
        }
    }
}
