namespace Lookalike.Benchmarks;

/// <summary>What is hard about a drawn sheet.</summary>
internal enum PaperKind
{
    GreyPaper,
    ShadowAcross,
    ShadowInCorner,
    FillingTheSheet,
    SmallOnLargeSheet,
    InCornerOfSheet,
    ColouredPens,
    FaintWithGrain,
    DustAndLines,
    ChalkOnBoard,
}
