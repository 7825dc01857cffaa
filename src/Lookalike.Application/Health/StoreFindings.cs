using Lookalike.Index.Records;
using Lookalike.Index.Verification;

namespace Lookalike.Application.Health;

/// <summary>Says what the faults of the store mean for the images, and what to do.</summary>
internal static class StoreFindings
{
    public const string Rebuild = "Restore it from a copy, or delete it and index the images again.";

    public static IEnumerable<HealthFinding> Of(IndexReport report, IndexDescription description)
    {
        // A graph that cannot be used is a finding at once; one that is not there, only where searches would walk it.
        bool isGraphNeeded = description.IsApproximate(report.Records);
        return report.Faults.Where(fault => fault.Kind != IndexFaultKind.MissingGraph || isGraphNeeded).Select(Of);
    }

    private static HealthFinding Of(IndexFault fault) => fault.Kind switch
    {
        IndexFaultKind.Unreadable => Make(HealthFindingKind.UnreadableIndex, fault, Rebuild, HealthCure.None),
        IndexFaultKind.Integrity => Make(HealthFindingKind.DamagedFile, fault, Rebuild, HealthCure.None),
        IndexFaultKind.MissingVector => Make(HealthFindingKind.MissingVector, fault, "Encode them again.", HealthCure.Encode),
        IndexFaultKind.StrayVector or IndexFaultKind.FreePlace => Make(HealthFindingKind.StrayVector, fault, "Mend it.", HealthCure.Store),
        IndexFaultKind.MissingGraph => OfGraph(fault.Place, $"is missing: expected {fault.Place}"),
        IndexFaultKind.UnusableGraph => OfGraph(fault.Place, $"cannot be used: {fault.Message}"),
        _ => Make(HealthFindingKind.DamagedBlock, fault, "Encode the images again.", HealthCure.Encode),
    };

    private static HealthFinding Make(HealthFindingKind kind, IndexFault fault, string remedy, HealthCure cure) => new()
    {
        Kind = kind,
        Place = fault.Place,
        Images = fault.Keys.Count,
        Message = $"{fault.Message} {remedy}",
        Cure = cure,
        Keys = fault.Keys,
        Fault = fault,
    };

    private static HealthFinding OfGraph(string place, string what) => new()
    {
        Kind = HealthFindingKind.Graph,
        Place = place,
        Message = $"The graph for approximate searches {what}. "
            + "Searches are exact meanwhile, and slower. It is built by itself when images are indexed the next time, or when the index is mended.",
        Cure = HealthCure.Graph,
    };
}
