namespace Lookalike.Architecture.Tests;

/// <summary>What is not yet as it is to be. These lists only become shorter: what stands here and holds no more fails a test too.</summary>
internal static class KnownFaults
{
    /// <summary>Arrows between projects that are not intended: from, to.</summary>
    public static readonly (string From, string To)[] Arrows = [];

    /// <summary>Arrows between namespaces of a project that are part of a cycle: project, from, to.</summary>
    public static readonly (string Project, string From, string To)[] Cycles =
    [
        ("Lookalike.Models", "Lookalike.Models", "Lookalike.Models.Onnx"),
        ("Lookalike.Models", "Lookalike.Models.Onnx", "Lookalike.Models"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Approximate"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Collections"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Files"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Search"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Verification"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Approximate", "Lookalike.Storage.Sqlite"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Approximate", "Lookalike.Storage.Sqlite.Telemetry"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Collections", "Lookalike.Storage.Sqlite.Approximate"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Collections", "Lookalike.Storage.Sqlite.Files"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Collections", "Lookalike.Storage.Sqlite.Telemetry"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Files", "Lookalike.Storage.Sqlite.Telemetry"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Search", "Lookalike.Storage.Sqlite.Approximate"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Search", "Lookalike.Storage.Sqlite.Collections"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Search", "Lookalike.Storage.Sqlite.Files"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Search", "Lookalike.Storage.Sqlite.Telemetry"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Telemetry", "Lookalike.Storage.Sqlite"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Verification", "Lookalike.Storage.Sqlite"),
        ("Lookalike.Storage.Sqlite", "Lookalike.Storage.Sqlite.Verification", "Lookalike.Storage.Sqlite.Approximate"),
    ];

    /// <summary>Projects whose namespaces do not follow their folders.</summary>
    public static readonly string[] ProjectsWhoseNamespacesDoNotFollowFolders =
    [
        "Lookalike.Application",
        "Lookalike.Cli",
        "Lookalike.Datasets",
        "Lookalike.Imaging",
        "Lookalike.Models",
        "Lookalike.Search",
        "Lookalike.Storage.Sqlite",
        "Lookalike.Training",
    ];
}
