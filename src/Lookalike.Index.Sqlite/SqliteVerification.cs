using System.Globalization;
using Lookalike.Index.Records;
using Lookalike.Index.Verification;
using Lookalike.Storage.Sqlite;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Verification;

namespace Lookalike.Index.Sqlite;

/// <summary>Looks for damage in an index file, and mends it, in the words of the port.</summary>
internal sealed class SqliteVerification(string location, SqliteCollection<string, ImageRecord> records) : IIndexVerification
{
    /// <inheritdoc/>
    public Task<IndexReport> VerifyAsync(CancellationToken cancellationToken) => StorageFaults.AsIndexFaultsAsync(location, async () =>
    {
        StorageReport report = await records.VerifyAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<IndexFault> graphs = report.Graphs.Select(OfGraph).OfType<IndexFault>();
        return new IndexReport([.. report.Faults.Select(fault => new SqliteIndexFault(fault)), .. graphs], report.Records, report.HasChecksums);
    });

    /// <inheritdoc/>
    public Task MendAsync(IEnumerable<IndexFault> faults, CancellationToken cancellationToken) =>
        StorageFaults.AsIndexFaultsAsync(location, () => records.MendAsync(faults.OfType<SqliteIndexFault>().Select(fault => fault.Fault), cancellationToken));

    private static IndexFault? OfGraph(GraphReport graph) => graph.State switch
    {
        GraphState.Missing => new IndexFault(IndexFaultKind.MissingGraph, graph.Path, ""),
        GraphState.Unusable => new IndexFault(IndexFaultKind.UnusableGraph, graph.Path, graph.Reason ?? ""),
        _ => null,
    };

    private static IndexFaultKind KindOf(StorageFaultKind kind) => kind switch
    {
        StorageFaultKind.Unreadable => IndexFaultKind.Unreadable,
        StorageFaultKind.Integrity => IndexFaultKind.Integrity,
        StorageFaultKind.Block => IndexFaultKind.Block,
        StorageFaultKind.Checksum => IndexFaultKind.Checksum,
        StorageFaultKind.MissingVector => IndexFaultKind.MissingVector,
        StorageFaultKind.StrayVector => IndexFaultKind.StrayVector,
        _ => IndexFaultKind.FreePlace,
    };

    private static string[] KeysOf(StorageFault fault) => [.. fault.Keys.Select(key => Convert.ToString(key, CultureInfo.InvariantCulture)!)];

    /// <summary>A fault with the store's own, by which the store finds it again.</summary>
    private sealed class SqliteIndexFault(StorageFault fault) : IndexFault(KindOf(fault.Kind), fault.Place, fault.Message, KeysOf(fault))
    {
        public StorageFault Fault { get; } = fault;
    }
}
