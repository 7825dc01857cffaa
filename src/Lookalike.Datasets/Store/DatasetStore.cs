using Lookalike.Core;
using Lookalike.Core.Files;
using Lookalike.Core.Telemetry;
using Lookalike.Datasets.Catalog;
using Lookalike.Datasets.Fetching;
using Lookalike.Datasets.Telemetry;
using Microsoft.Extensions.Logging;

namespace Lookalike.Datasets.Store;

/// <summary>
/// The data sets on this machine: fetches those of the catalogue, verifies and opens them. Each has a folder of its own that holds the four raw IDX files.
/// </summary>
/// <remarks>Safe to use from many threads, and by many programs at once: one fetch of a data set waits for another, and files get
/// their names only when they are whole and verified.</remarks>
public sealed class DatasetStore
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    private readonly HttpMessageHandler? _handler;
    private readonly IReadOnlyList<DatasetDescription> _catalog;
    private readonly ProcessRunner _processes;

    /// <summary>Makes a store. Nothing is read or written yet.</summary>
    /// <param name="folder">
    /// Where the data sets are kept. Null means the folder that the environment variable LOOKALIKE_DATA names; else <c>lookalike</c> in $XDG_CACHE_HOME,
    /// in ~/.cache, or on Windows in the local application data.
    /// </param>
    /// <param name="handler">Sends the requests of <see cref="FetchAsync"/>. It stays the caller's. Null means one with a connect timeout of 3 s.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is empty or no path.</exception>
    public DatasetStore(string? folder = null, HttpMessageHandler? handler = null)
        : this(folder, handler, DatasetCatalog.All, Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
    {
    }

    internal DatasetStore(string? folder, HttpMessageHandler? handler, IReadOnlyList<DatasetDescription> catalog, string searchPath)
    {
        Folder = folder is null ? CacheFolder.Default(Environment.GetEnvironmentVariable, OperatingSystem.IsWindows()) : Path.GetFullPath(folder);
        _handler = handler;
        _catalog = catalog;
        _processes = new ProcessRunner(searchPath);
    }

    /// <summary>The folder that holds a folder for each data set. It may not exist yet.</summary>
    public string Folder { get; }

    /// <summary>Makes the logger that is told of every attempt to fetch, and of every failure.</summary>
    /// <value>Null by default: nothing is logged.</value>
    public ILoggerFactory? LoggerFactory { internal get; init; }

    /// <summary>How long a server may take to answer, and then send nothing.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Makes sure that every file of a data set is present and verified. Where that is so already, no network is used. Else the sources are tried in
    /// turn; a broken download goes on where it stopped, now or in a later call. A file that is present and wrong is deleted and fetched again.
    /// </summary>
    /// <param name="name">A name of the catalogue, such as <c>mnist</c>.</param>
    /// <param name="progress">Hears how many bytes of a file are there, the stage being the file's name, one report at a time on any thread; or null.</param>
    /// <param name="notice">Hears of every attempt, every failure with its reason and the end, in a sentence each, on any thread; or null.</param>
    /// <param name="cancellationToken">Stops the fetch. Files that are complete stay, and so does a partial download.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="DatasetException">
    /// There is no such data set, the folder cannot be written, or every source failed; the message lists each attempt.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task FetchAsync(
        string name, IProgress<Progress>? progress = null, Action<string>? notice = null, CancellationToken cancellationToken = default) =>
        await DatasetsTelemetry.Operations.RunAsync("fetch", async told =>
        {
            DatasetDescription dataset = Find(name);
            told?.Tag(DatasetsTelemetry.DatasetTag, dataset.Name);
            await FetchMissingAsync(dataset, progress, notice, cancellationToken).ConfigureAwait(false);
            return dataset;
        }).ConfigureAwait(false);

    private async Task FetchMissingAsync(DatasetDescription dataset, IProgress<Progress>? progress, Action<string>? notice, CancellationToken cancellationToken)
    {
        (string name, string folder) = (dataset.Name, FolderOf(dataset));
        using SocketsHttpHandler? own = _handler is null ? new SocketsHttpHandler { ConnectTimeout = ConnectTimeout } : null;
        using HttpClient http = new(_handler ?? own!, disposeHandler: false) { Timeout = Patience };
        FetchContext context = new(dataset.Files, folder, http, _processes, progress, notice)
        {
            Logger = LoggerFactory?.CreateLogger(DatasetsTelemetry.LogCategory),
        };
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (!(await VerifyAsync(name, cancellationToken).ConfigureAwait(false)).IsComplete)
            {
                Directory.CreateDirectory(folder);
                using IDisposable hold = await FolderLock
                    .AcquireAsync(folder, () => context.Tell($"Waiting for another fetch of {name}."), cancellationToken)
                    .ConfigureAwait(false);
                await DeleteWrongFilesAsync(name, context, cancellationToken).ConfigureAwait(false);
                await Task.Run(() => AbandonedFiles.DeleteAll(folder), cancellationToken).ConfigureAwait(false);
                await DatasetFetcher.FetchAsync(name, dataset.FetchFrom, context, cancellationToken).ConfigureAwait(false);
            }

            context.Tell($"{dataset.Files.Count} files of {name} are present and verified.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{folder} cannot be used: {e.Message} Set LOOKALIKE_DATA to a folder that can be written.", folder, e);
        }
    }

    /// <summary>Checks the length and the SHA-256 of every file of a data set.</summary>
    /// <param name="name">A name of the catalogue, such as <c>mnist</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="DatasetException">There is no such data set.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    internal VerificationReport Verify(string name)
    {
        using ToldOperation? told = DatasetsTelemetry.Operations.Start("verify");
        try
        {
            DatasetDescription dataset = Find(name);
            told?.Tag(DatasetsTelemetry.DatasetTag, dataset.Name);
            string folder = FolderOf(dataset);
            return new VerificationReport(dataset.Name, folder, [.. dataset.Files.Select(file => Verify(file, Path.Combine(folder, file.Name)))]);
        }
        catch (Exception fault) when (told?.Fail(fault) ?? false)
        {
            throw;
        }
    }

    /// <summary>
    /// Reads one split of a data set into memory, and nothing of the other. A file of the catalogue is checked against its SHA-256 the first time this
    /// process reads it, and again whenever it changed.
    /// </summary>
    /// <param name="nameOrFolder">
    /// A name of the catalogue, such as <c>mnist</c>, or the path of a folder with IDX files of your own: <c>train-images-idx3-ubyte</c>,
    /// <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c>, <c>t10k-labels-idx1-ubyte</c>, each raw or <c>.gz</c>; the two label files may be
    /// left out together. A name of the catalogue wins; write <c>./mnist</c> for a folder of that name.
    /// </param>
    /// <param name="split">Which part.</param>
    /// <returns>The images, named <c>NAME/train</c> or <c>NAME/test</c>, and their labels, empty where a folder has none.</returns>
    /// <exception cref="ArgumentException"><paramref name="nameOrFolder"/> is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="split"/> is neither part.</exception>
    /// <exception cref="DatasetException">There is no such data set or folder, or a file is missing, wrong or damaged; the message has the remedy.</exception>
    public LabelledImageSet Open(string nameOrFolder, DatasetSplit split)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrFolder);
        if (!Enum.IsDefined(split)) throw new ArgumentOutOfRangeException(nameof(split), split, "A split is Train or Test.");
        if (_catalog.FirstOrDefault(candidate => candidate.Name == nameOrFolder) is { } dataset) return CataloguedFiles.Open(dataset, FolderOf(dataset), split);
        return Directory.Exists(nameOrFolder) ? IdxFolder.Open(nameOrFolder, split) : throw Unknown(nameOrFolder, "or an existing folder with IDX files");
    }

    /// <summary>Whether a text names a data set: one of the catalogue, or a folder with IDX files. A folder of pictures is none.</summary>
    /// <param name="nameOrFolder">As for <see cref="Open"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="nameOrFolder"/> is null or empty.</exception>
    public bool Holds(string nameOrFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrFolder);
        return _catalog.Any(dataset => dataset.Name == nameOrFolder) || IdxFolder.Holds(nameOrFolder);
    }

    private static FileVerification Verify(DatasetFile file, string path)
    {
        FileVerification verified = FileVerification.Of(file, path);
        DatasetsTelemetry.CountVerified(verified.State switch
        {
            FileState.Present => "present",
            FileState.Missing => "missing",
            FileState.WrongLength => "wrong_length",
            _ => "wrong_checksum",
        });
        return verified;
    }

    private async Task DeleteWrongFilesAsync(string name, FetchContext context, CancellationToken cancellationToken)
    {
        VerificationReport report = await VerifyAsync(name, cancellationToken).ConfigureAwait(false);
        foreach (FileVerification file in report.Files.Where(file => file.State is FileState.WrongLength or FileState.WrongChecksum))
        {
            File.Delete(file.Path);
            context.TellFailure(file.Path, $"expected {file.Expected}, found {file.Found}. It was deleted.");
        }
    }

    /// <summary>Takes the checksums, which needs the processor for as long as the caller's thread may not wait.</summary>
    private Task<VerificationReport> VerifyAsync(string name, CancellationToken cancellationToken) => Task.Run(() => Verify(name), cancellationToken);

    private string FolderOf(DatasetDescription dataset) => Path.Combine(Folder, dataset.Name);

    private DatasetDescription Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _catalog.FirstOrDefault(candidate => candidate.Name == name) ?? throw Unknown(name, "which is all that can be fetched");
    }

    private DatasetException Unknown(string found, string alternative) =>
        new($"There is no data set '{found}': expected {string.Join(", ", _catalog.Select(dataset => dataset.Name))}, {alternative}. Check the spelling.");
}
