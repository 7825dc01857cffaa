namespace Lookalike.Benchmarks;

/// <summary>A graph of neighbours that answers the same questions as another. Both use the setting of <see cref="GraphSetting"/>.</summary>
internal interface IGraphContestant
{
    /// <summary>Builds the graph anew from all vectors; seconds.</summary>
    double Build(int threads);

    /// <summary>Searches all queries so many times; seconds of one round, and the positions found, [queries, top].</summary>
    /// <param name="candidates">Candidates kept while searching: what is called ef.</param>
    /// <param name="threads">Threads that share the queries.</param>
    /// <param name="rounds">Times that all queries are searched.</param>
    (double Seconds, int[] Found) Search(int candidates, int threads, int rounds);

    /// <summary>Bytes of the index.</summary>
    double Bytes();
}
