using Lookalike.Core;
using Lookalike.Imaging.Folders;

namespace Lookalike.Datasets.Pictures;

/// <summary>
/// Brings a cache in step with the files, in rounds: each writes a whole cache of what there is so far, and the next takes as many pictures
/// again. So a killed run loses half of its work at most.
/// </summary>
internal sealed class PictureCacheRounds(string path, IReadOnlyList<PictureFile> files, PictureSetOptions options)
{
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private int _done;
    private int _all;

    /// <summary>Pictures decoded.</summary>
    public int Decoded { get; private set; }

    /// <summary>Pictures whose pixels there were, and are still.</summary>
    public int Kept { get; private set; }

    /// <summary>Runs all rounds.</summary>
    /// <param name="cache">The cache as it is, which the caller disposes of; null where there is none.</param>
    /// <param name="cancellationToken">Looked at before every picture. What was decoded by then is kept.</param>
    /// <returns>The cache as it has become, which the caller disposes of: the same where nothing had to be done.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<PictureCache> RunAsync(PictureCache? cache, CancellationToken cancellationToken)
    {
        PictureCache? current = cache;
        PicturePlan plan = Plan(current, options.MaxDecoded ?? int.MaxValue);
        Kept = plan.Steps.Count(s => s.Kept is { IsLeftOut: false, Fault: null });
        _all = plan.Decodes;
        if (plan.IsDone)
        {
            foreach (CachedFile file in current!.Files.Where(f => f.Fault is not null)) Tell(file);
            return current;
        }

        do
        {
            plan = Plan(current, Math.Min(_all - _done, Math.Max(options.FirstWrite, Kept + Decoded)));
            try
            {
                await UpdateAsync(plan, current, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                if (!ReferenceEquals(current, cache)) current?.Dispose();
            }

            current = PictureCache.Open(path) ?? throw new IOException($"The picture cache {path} has vanished since it was written. Open the pictures again.");
        }
        while (plan.Decodes > 0 && _done < _all); // another run may have written all of it meanwhile
        return current;
    }

    private PicturePlan Plan(PictureCache? cache, int maximum) => PicturePlan.Of(files, cache, options.MaxPixels, maximum, options.Seed);

    private async Task UpdateAsync(PicturePlan plan, PictureCache? cache, CancellationToken cancellationToken)
    {
        var update = new PictureCacheUpdate(path, plan, cache, options) { Advanced = Advance, Failed = Tell };
        await update.RunAsync(cancellationToken).ConfigureAwait(false);
        Decoded += update.Decoded;
    }

    private void Advance()
    {
        _done++;
        options.Progress?.Report(new Progress("decoding", _done, _all));
    }

    private void Tell(CachedFile file)
    {
        // A round meets the bad files of those before it.
        if (_failed.Add(file.Path)) options.Failed?.Invoke(file.ToFailure());
    }
}
