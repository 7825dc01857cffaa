using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Verification;

/// <summary>Mends the faults of a collection that need no vector from outside, within a transaction that the caller holds.</summary>
internal static class CollectionMender
{
    public static void Run(Connection connection, CollectionLayout layout, IEnumerable<StorageFault> faults)
    {
        long version = Catalogue.NextVersion(connection, layout.Id);
        foreach (IGrouping<int, StorageFault> property in faults.GroupBy(f => f.Ordinal))
        {
            if (property.Any(f => f.Kind == StorageFaultKind.FreeSlot)) connection.Execute(layout.DropFreeSlotsInUse);
            if (property.Key < 0 || property.Key >= layout.Blocks.Count) continue;
            var mender = new BlockMender(connection, layout, property.Key, version);
            foreach (long block in Blocks(property, StorageFaultKind.Block)) mender.Remove(block);
            foreach (long block in Blocks(property, StorageFaultKind.Checksum, StorageFaultKind.StrayVector)) mender.Renew(block);
        }
    }

    private static IEnumerable<long> Blocks(IEnumerable<StorageFault> faults, params StorageFaultKind[] kinds) =>
        faults.Where(f => kinds.Contains(f.Kind) && f.Block is not null).Select(f => f.Block!.Value).Distinct();
}
