namespace Lookalike.Imaging;

/// <summary>One file on its way through a pipeline.</summary>
internal sealed class PictureJob(PictureFile file)
{
    // Asynchronous, so that the consumer's work never runs on a thread that decodes.
    private readonly TaskCompletionSource<PictureResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<PictureResult> Result => _result.Task;

    public void Run(PictureReader reader, PixelShape shape, byte? background)
    {
        try
        {
            _result.SetResult(Read(reader, shape, background));
        }
#pragma warning disable CA1031 // What is no fault of the picture is the consumer's to hear of, in its turn.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _result.SetException(e);
        }
    }

    private PictureResult Read(PictureReader reader, PixelShape shape, byte? background)
    {
        if (file.Fault is not null) return new PictureResult(file, picture: null, file.Fault);
        try
        {
            return new PictureResult(file, reader.Read(file.Path, shape, background), fault: null);
        }
        catch (PictureException e)
        {
            return new PictureResult(file, picture: null, e);
        }
    }
}
