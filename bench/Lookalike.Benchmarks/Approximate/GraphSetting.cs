namespace Lookalike.Benchmarks;

/// <summary>What both graphs are built and asked with.</summary>
internal static class GraphSetting
{
    public const int Links = 16;
    public const int BuildCandidates = 200;
    public const int Top = 10;
}
