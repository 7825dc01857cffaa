namespace Lookalike.Application.Duplicates;

/// <summary>A group of near-identical images by their rows, and which of them is kept.</summary>
internal sealed record KeptGroup(int Keep, int[] Rows);
