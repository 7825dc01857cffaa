using Lookalike.Core;
using Lookalike.Datasets.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lookalike.Datasets.Fetching;

/// <summary>What one fetch shares with each source it tries.</summary>
/// <param name="files">The files of the data set.</param>
/// <param name="folder">Where they are to be.</param>
/// <param name="http">Sends requests.</param>
/// <param name="processes">Runs programs.</param>
/// <param name="progress">Hears of the bytes of a file, the stage being its name; or null.</param>
/// <param name="notice">Hears of every attempt and every failure, in a sentence each; or null.</param>
internal sealed class FetchContext(
    IReadOnlyList<DatasetFile> files, string folder, HttpClient http, ProcessRunner processes, IProgress<Progress>? progress, Action<string>? notice)
{
    private readonly List<string> _failures = [];

    /// <summary>Told of every attempt and every failure; or null.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>Hears of the bytes of a file, the stage being its name; or null.</summary>
    public IProgress<Progress>? Progress { get; } = progress;

    public string Folder { get; } = folder;

    public HttpClient Http { get; } = http;

    public ProcessRunner Processes { get; } = processes;

    public IReadOnlyList<DatasetFile> Files { get; } = files;

    /// <summary>Every failure so far, as <c>source: reason</c>.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>The files that are not there yet. A file that is there was verified before it got its name.</summary>
    public IReadOnlyList<DatasetFile> Missing => [.. Files.Where(file => !File.Exists(PathOf(file)))];

    public string PathOf(DatasetFile file) => Path.Combine(Folder, file.Name);

    public Task StoreAsync(DatasetFile file, Stream raw, CancellationToken cancellationToken) =>
        VerifiedCopy.StoreAsync(file, raw, PathOf(file), cancellationToken);

    public void Tell(string sentence)
    {
        if (Logger is not null) DatasetsLog.FetchProceeds(Logger, sentence);
        notice?.Invoke(sentence);
    }

    public void TellFailure(string source, string reason)
    {
        _failures.Add($"{source}: {reason}");
        if (Logger is not null) DatasetsLog.SourceFailed(Logger, source, reason);
        notice?.Invoke(_failures[^1]);
    }
}
