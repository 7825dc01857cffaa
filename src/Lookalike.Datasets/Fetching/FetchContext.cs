namespace Lookalike.Datasets;

/// <summary>What one fetch shares with each source it tries.</summary>
internal sealed class FetchContext(DatasetDescription dataset, string folder, HttpClient http, ProcessRunner processes, IProgress<FetchProgress>? progress)
{
    private readonly List<string> _failures = [];

    public string Folder { get; } = folder;

    public HttpClient Http { get; } = http;

    public ProcessRunner Processes { get; } = processes;

    public IReadOnlyList<DatasetFile> Files => dataset.Files;

    /// <summary>Every failure so far, as <c>source: reason</c>.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>The files that are not there yet. A file that is there was verified before it got its name.</summary>
    public IReadOnlyList<DatasetFile> Missing => [.. dataset.Files.Where(file => !File.Exists(PathOf(file)))];

    public string PathOf(DatasetFile file) => Path.Combine(Folder, file.Name);

    public Task StoreAsync(DatasetFile file, Stream raw, CancellationToken cancellationToken) =>
        VerifiedCopy.StoreAsync(file, raw, PathOf(file), cancellationToken);

    public void ReportAttempt(string source, string message) => progress?.Report(new FetchProgress(FetchProgressKind.Attempt, source, message));

    public void ReportFailure(string source, string reason)
    {
        _failures.Add($"{source}: {reason}");
        progress?.Report(new FetchProgress(FetchProgressKind.Failed, source, reason));
    }

    public void ReportBytes(string source, string message, long done, long? total) =>
        progress?.Report(new FetchProgress(FetchProgressKind.Bytes, source, message) { BytesDone = done, BytesTotal = total });

    public void ReportDone() =>
        progress?.Report(new FetchProgress(FetchProgressKind.Done, Folder, $"{dataset.Files.Count} files of {dataset.Name} are present and verified."));
}
