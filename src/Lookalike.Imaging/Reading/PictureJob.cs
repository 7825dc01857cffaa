using Lookalike.Core.Files;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Folders;
using Lookalike.Imaging.Reading.Memory;

namespace Lookalike.Imaging.Reading;

/// <summary>One file on its way through a pipeline.</summary>
internal sealed class PictureJob(PictureFile file)
{
    // Asynchronous, so that the consumer's work never runs on a thread that decodes.
    private readonly TaskCompletionSource<PictureResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<PictureResult> Result => _result.Task;

    public void Run(PictureReader reader, PixelShape shape, byte? background, Func<PictureFile, string, bool>? wanted, CancellationToken cancellationToken)
    {
        try
        {
            _result.SetResult(Read(reader, shape, background, wanted, cancellationToken));
        }
#pragma warning disable CA1031 // What is no fault of the picture is the consumer's to hear of, in its turn.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _result.SetException(e);
        }
    }

    private PictureResult Read(
        PictureReader reader, PixelShape shape, byte? background, Func<PictureFile, string, bool>? wanted, CancellationToken cancellationToken)
    {
        if (file.Fault is not null) return new PictureResult(file, picture: null, file.Fault, contentHash: null);
        string? hash = null;
        try
        {
            using LoadedFile loaded = reader.Load(file.Path, shape, cancellationToken);
            if (wanted is not null)
            {
                hash = ContentHash.Of(loaded.Encoded);
                if (!wanted(file, hash)) return new PictureResult(file, picture: null, fault: null, hash);
            }

            return new PictureResult(file, reader.Read(loaded, file.Path, shape, background, cancellationToken), fault: null, hash);
        }
        catch (PictureException e)
        {
            return new PictureResult(file, picture: null, e, hash);
        }
    }
}
