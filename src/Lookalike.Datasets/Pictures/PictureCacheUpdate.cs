using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading;

namespace Lookalike.Datasets.Pictures;

/// <summary>Makes a cache anew: copies what is kept, decodes what is wanted, in the order of the files and in bounded memory.</summary>
internal sealed class PictureCacheUpdate(string path, PicturePlan plan, PictureCache? old, PictureSetOptions options)
{
    private readonly List<CachedFile> _files = new(plan.Steps.Count);
    private bool _stopped;

    /// <summary>Pictures that were decoded.</summary>
    public int Decoded { get; private set; }

    /// <summary>Told of every file that is decoded, picture or not.</summary>
    public required Action Advanced { get; init; }

    /// <summary>Told of every file that gives no picture.</summary>
    public required Action<CachedFile> Failed { get; init; }

    /// <summary>Runs to the end, or until it is cancelled: what was decoded by then is kept, and the rest is left out until another time.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var writer = new PictureCacheWriter(path, options.Shape);
        var reader = new PictureReader { Fit = options.Fit, MaxPixels = options.MaxPixels };
        var pipeline = new PicturePipeline(reader, options.Shape) { Threads = options.Threads };
        IEnumerable<PictureFile> wanted = plan.Steps.Where(s => s.IsDecoded).Select(s => s.File);
        IAsyncEnumerator<PictureResult> results = pipeline.ReadAsync(wanted, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (results.ConfigureAwait(false))
        {
            byte[] pixels = new byte[options.Shape.Count];
            foreach (PicturePlan.Step step in plan.Steps)
            {
                CachedFile file = step.IsDecoded ? await DecodeAsync(step.File, results, writer).ConfigureAwait(false) : Copy(step.Record, pixels, writer);
                _files.Add(file);
                if (file.Fault is not null) Failed(file);
            }
        }

        // Cut off before anything was decoded, there is nothing that the old cache has not.
        if (!_stopped || Decoded > 0) Commit(writer);
        if (_stopped) cancellationToken.ThrowIfCancellationRequested();
    }

    private void Commit(PictureCacheWriter writer)
    {
        // Windows puts no file in the place of an open one.
        old?.Dispose();
        writer.Commit(_files, options.Fit, options.MaxPixels);
    }

    private CachedFile Copy(CachedFile file, byte[] pixels, PictureCacheWriter writer)
    {
        if (file.Row == CachedFile.NoRow) return file;
        old!.ReadRow(file.Row, pixels);
        return file with { Row = writer.Add(pixels) };
    }

    private async Task<CachedFile> DecodeAsync(PictureFile file, IAsyncEnumerator<PictureResult> results, PictureCacheWriter writer)
    {
        if (!await NextAsync(results).ConfigureAwait(false)) return CachedFile.Of(file);
        PictureResult result = results.Current;
        CachedFile known = result.Fault is { } fault ? CachedFile.Of(file, fault) : CachedFile.Of(file) with { Row = writer.Add(result.Picture!.Pixels) };
        if (result.Fault is null) Decoded++;
        Advanced();
        return known;
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<PictureResult> results)
    {
        if (_stopped) return false;
        try
        {
            return await results.MoveNextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _stopped = true;
            return false;
        }
    }
}
