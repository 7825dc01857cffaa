namespace Lookalike.Application.Evaluating;

/// <summary>What is found for a query that does badly.</summary>
/// <param name="Key">The key of the image.</param>
/// <param name="Class">Its class.</param>
/// <param name="Distance">How far it is from the query.</param>
internal sealed record WorstQueryHit(string Key, string Class, float Distance);
