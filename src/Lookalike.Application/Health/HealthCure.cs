namespace Lookalike.Application.Health;

/// <summary>What mends a finding.</summary>
internal enum HealthCure
{
    /// <summary>Nothing that may be done without asking.</summary>
    None,

    /// <summary>The store mends itself.</summary>
    Store,

    /// <summary>The records are dropped.</summary>
    Drop,

    /// <summary>The images are encoded again.</summary>
    Encode,

    /// <summary>The graph is built.</summary>
    Graph,
}
