using Lookalike.Storage.Sqlite.Blocks;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>Changes records and their vectors within a transaction that the caller holds.</summary>
internal static class RecordWriter
{
    private const int RowsBetweenCancellationChecks = 256;

    public static void Upsert<TRecord>(Connection connection, RecordMapper<TRecord> mapper, RecordBatch<TRecord> batch, CancellationToken cancellationToken)
        where TRecord : class
    {
        CollectionLayout layout = mapper.Layout;
        BlockWriter[] blocks = Blocks(connection, layout);
        ReadOnlyMemory<float>?[][] vectors = [.. mapper.VectorProperties.Select(batch.Vectors)];
        using var slots = new SlotAllocator(connection, layout);
        using Statement upsert = connection.Prepare(layout.Upsert);
        for (int i = 0; i < batch.Records.Count; i++)
        {
            if (i % RowsBetweenCancellationChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            upsert.Bind(1, slots.Next);
            mapper.Bind(upsert, 2, batch.Records[i]);
            upsert.Step();
            long slot = RecordReader.Slot(upsert);
            upsert.Reset();
            if (slot == slots.Next) slots.Take();
            for (int v = 0; v < blocks.Length; v++)
            {
                if (vectors[v][i] is { } vector) blocks[v].Set(slot, vector.Span);
                else blocks[v].Clear(slot);
            }
        }
        slots.Finish();
        foreach (BlockWriter writer in blocks) writer.Flush();
    }

    public static void Delete<TRecord>(Connection connection, RecordMapper<TRecord> mapper, IEnumerable<object> keys, CancellationToken cancellationToken)
        where TRecord : class
    {
        CollectionLayout layout = mapper.Layout;
        List<long> freed = [];
        using (Statement delete = connection.Prepare(layout.Delete))
        {
            foreach (object key in keys)
            {
                if (freed.Count % RowsBetweenCancellationChecks == 0) cancellationToken.ThrowIfCancellationRequested();
                mapper.BindKey(delete, 1, key);
                if (delete.Step()) freed.Add(RecordReader.Slot(delete));
                delete.Reset();
            }
        }
        if (freed.Count == 0) return;
        BlockWriter[] blocks = Blocks(connection, layout);
        using Statement free = connection.Prepare(layout.AddFreeSlot);
        foreach (long slot in freed)
        {
            free.Bind(1, slot).Step();
            free.Reset();
            foreach (BlockWriter writer in blocks) writer.Clear(slot);
        }
        foreach (BlockWriter writer in blocks) writer.Flush();
    }

    private static BlockWriter[] Blocks(Connection connection, CollectionLayout layout)
    {
        long version = Catalogue.NextVersion(connection, layout.Id);
        return [.. layout.Schema.Vectors.Select((column, i) => new BlockWriter(connection, layout.Blocks[i], column, version))];
    }
}
