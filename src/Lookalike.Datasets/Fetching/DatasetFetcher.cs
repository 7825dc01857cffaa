using System.Text;
using Lookalike.Datasets.Telemetry;

namespace Lookalike.Datasets.Fetching;

/// <summary>Tries the sources of a data set, one after the other, until every file is there.</summary>
internal static class DatasetFetcher
{
    /// <exception cref="DatasetException">Every source failed; the message lists each attempt with its reason.</exception>
    public static async Task FetchAsync(string name, IReadOnlyList<DatasetSource> sources, FetchContext context, CancellationToken cancellationToken)
    {
        foreach (DatasetSource source in sources)
        {
            if (context.Missing.Count == 0) break;
            cancellationToken.ThrowIfCancellationRequested();
            context.Tell($"Trying {source.Text}.");
            try
            {
                await source.FetchAsync(context, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsFailureOfTheSource(e, cancellationToken))
            {
                DatasetsTelemetry.SourcesFailed.Add(1);
                context.TellFailure(source.Text, e.Message);
            }
        }

        if (context.Missing.Count > 0) throw AllFailed(name, context);
        DeletePartialDownloads(context);
    }

    // A mirror may have broken off before another source brought the file.
    private static void DeletePartialDownloads(FetchContext context)
    {
        try
        {
            foreach (DatasetFile file in context.Files) File.Delete(HttpMirror.PartialPath(file, context));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another program is still loading the file, and deletes it when it is done.
        }
    }

    // HttpClient reports its own timeout as a cancellation.
    private static bool IsFailureOfTheSource(Exception e, CancellationToken cancellationToken) => e switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => e is DatasetException or HttpRequestException or IOException or InvalidDataException or UnauthorizedAccessException or TimeoutException,
    };

    private static DatasetException AllFailed(string name, FetchContext context)
    {
        StringBuilder message = new($"{name} could not be fetched: every source failed.");
        foreach (string failure in context.Failures) message.Append(" Tried ").Append(failure).Append(failure.EndsWith('.') ? "" : ".");
        string missing = string.Join(", ", context.Missing.Select(file => file.Name));
        message.Append($" To supply the files by hand, put {missing} (not compressed) into {context.Folder}.");
        return new DatasetException(message.ToString(), context.Folder);
    }
}
