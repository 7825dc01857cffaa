namespace Lookalike.Datasets.Fetching;

/// <summary>A place that a data set can be fetched from.</summary>
internal abstract class DatasetSource
{
    /// <summary>The source as text for people.</summary>
    public abstract string Text { get; }

    /// <summary>
    /// Stores the files that are missing, or as many as it can. A failure is a <see cref="DatasetException"/>, <see cref="HttpRequestException"/>,
    /// <see cref="IOException"/>, <see cref="InvalidDataException"/>, <see cref="UnauthorizedAccessException"/> or <see cref="TimeoutException"/>.
    /// </summary>
    public abstract Task FetchAsync(FetchContext context, CancellationToken cancellationToken);
}
