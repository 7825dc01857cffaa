using System.Globalization;
using Lookalike.Storage.Sqlite;

namespace Lookalike.Application;

/// <summary>Says what the faults of the store mean for the images, and what to do.</summary>
internal static class StoreFindings
{
    public const string Rebuild = "Restore it from a copy, or delete it and index the images again.";

    public static IEnumerable<HealthFinding> Of(StorageReport report, SearchMethod method) =>
        report.Faults.Select(Of).Concat(report.Graphs.Where(g => IsNeeded(g, report, method)).Select(Of));

    private static HealthFinding Of(StorageFault fault) => fault.Kind switch
    {
        StorageFaultKind.Unreadable => Make(HealthFindingKind.UnreadableIndex, fault, Rebuild, HealthCure.None),
        StorageFaultKind.Integrity => Make(HealthFindingKind.DamagedFile, fault, Rebuild, HealthCure.None),
        StorageFaultKind.MissingVector => Make(HealthFindingKind.MissingVector, fault, "Encode them again.", HealthCure.Encode),
        StorageFaultKind.StrayVector or StorageFaultKind.FreeSlot => Make(HealthFindingKind.StrayVector, fault, "Mend it.", HealthCure.Store),
        _ => Make(HealthFindingKind.DamagedBlock, fault, "Encode the images again.", HealthCure.Encode),
    };

    private static HealthFinding Make(HealthFindingKind kind, StorageFault fault, string remedy, HealthCure cure) => new()
    {
        Kind = kind,
        Place = fault.Place,
        Images = fault.Keys.Count,
        Message = $"{fault.Message} {remedy}",
        Cure = cure,
        Keys = [.. fault.Keys.Select(key => Convert.ToString(key, CultureInfo.InvariantCulture)!)],
        Fault = fault,
    };

    // A file that cannot be used is a finding at once; one that is not there, only where searches would walk it.
    private static bool IsNeeded(GraphReport graph, StorageReport report, SearchMethod method) => graph.State switch
    {
        GraphState.Unusable => true,
        GraphState.Missing => method == SearchMethod.Approximate || (method == SearchMethod.Auto && report.Records > ImageIndex.MostExact),
        _ => false,
    };

    private static HealthFinding Of(GraphReport graph) => new()
    {
        Kind = HealthFindingKind.Graph,
        Place = graph.Path,
        Message = $"The graph for approximate searches {(graph.State == GraphState.Missing ? $"is missing: expected {graph.Path}" : $"cannot be used: {graph.Reason}")}. "
            + "Searches are exact meanwhile, and slower. It is built by itself when images are indexed the next time, or when the index is mended.",
        Cure = HealthCure.Graph,
    };
}
