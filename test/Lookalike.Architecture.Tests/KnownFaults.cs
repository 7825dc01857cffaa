namespace Lookalike.Architecture.Tests;

/// <summary>What is not yet as it is to be. These lists only become shorter: what stands here and holds no more fails a test too.</summary>
internal static class KnownFaults
{
    /// <summary>Arrows between projects that are not intended: from, to.</summary>
    public static readonly (string From, string To)[] Arrows = [];

    /// <summary>Arrows between namespaces of a project that are part of a cycle: project, from, to.</summary>
    public static readonly (string Project, string From, string To)[] Cycles = [];

    /// <summary>Projects whose namespaces do not follow their folders.</summary>
    public static readonly string[] ProjectsWhoseNamespacesDoNotFollowFolders = [];
}
