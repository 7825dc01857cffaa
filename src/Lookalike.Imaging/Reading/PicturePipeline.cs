using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Lookalike.Imaging.Folders;

namespace Lookalike.Imaging.Reading;

/// <summary>
/// Reads many pictures ahead of whoever uses them, on all cores and in bounded memory. Results come in the order of the files, and a picture
/// that cannot be read is a result too: it ends nothing. Immutable; any number of runs may be under way.
/// </summary>
internal sealed class PicturePipeline
{
    /// <summary>What the pixels of pictures read ahead take by default: 256 MiB at most.</summary>
    private const long DefaultAheadBytes = 256L << 20;

    /// <summary>Enough to fill the batches of an encoder while the next is read.</summary>
    private const int MaxDefaultAhead = 256;

    private readonly PictureReader _reader;
    private readonly PixelShape _shape;
    private readonly byte? _background;

    /// <summary>Makes a pipeline.</summary>
    /// <param name="reader">What decodes, how it fits, and its limits.</param>
    /// <param name="shape">What the model takes.</param>
    /// <param name="background">As for <see cref="PictureReader.Read(string, PixelShape, byte?)"/>.</param>
    public PicturePipeline(PictureReader reader, PixelShape shape, byte? background = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(shape);
        _reader = reader;
        _shape = shape;
        _background = background;
        Ahead = (int)Math.Clamp(DefaultAheadBytes / shape.Count, Math.Min(Environment.ProcessorCount, MaxDefaultAhead), MaxDefaultAhead);
    }

    /// <summary>How many pictures are decoded at once. At least 1.</summary>
    /// <value>The default is the number of cores.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>
    /// How many pictures, beyond the one that the consumer waits for or holds, may be begun: the bound of the memory for their pixels. At
    /// least 1. What their files and decoding them take is bounded by <see cref="PictureReader.Memory"/>.
    /// </summary>
    /// <value>The default is as many as 256 MiB of pixels are, but no more than 256 and no fewer than there are cores.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    internal int Ahead
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }

    /// <summary>
    /// Asked of every file that could be read, with its <see cref="PictureResult.ContentHash"/>, before it is decoded: whether the picture is
    /// wanted. One that is not has a result with neither picture nor fault. It is called from several threads at once, and must not read
    /// pictures itself: the memory of the one it is asked about is taken already. What it throws comes out in the place of the result.
    /// </summary>
    /// <value>The default is null: all are wanted, and no file is hashed.</value>
    public Func<PictureFile, string, bool>? Wanted { get; init; }

    /// <summary>Reads pictures. Reading begins with the enumeration and has ended when the enumeration has, however it ends.</summary>
    /// <param name="files">The files, enumerated on another thread no faster than they are needed. A file with a fault is not opened.</param>
    /// <param name="cancellationToken">Looked at before every picture, and while one waits for memory. One that is being decoded is decoded to its end.</param>
    /// <returns>One result a file, in the order of the files.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>What <paramref name="files"/> throws comes out after the results of the files before.</remarks>
    public IAsyncEnumerable<PictureResult> ReadAsync(IEnumerable<PictureFile> files, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        return RunAsync(files, cancellationToken);
    }

    private async IAsyncEnumerable<PictureResult> RunAsync(IEnumerable<PictureFile> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var toDecode = new BlockingCollection<PictureJob>();

        // The bound: a file is asked for only when this has room for it.
        Channel<PictureJob> inOrder = Channel.CreateBounded<PictureJob>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        Task[] running =
        [
            Task.Run(() => ListAsync(files, inOrder.Writer, toDecode, stop.Token), CancellationToken.None),

            // Threads of their own: those of the pool stay free for the consumer.
            .. Enumerable.Range(0, Threads).Select(_ =>
                Task.Factory.StartNew(() => Decode(toDecode, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        try
        {
            await foreach (PictureJob job in inOrder.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return await job.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    private static async Task ListAsync(
        IEnumerable<PictureFile> files, ChannelWriter<PictureJob> inOrder, BlockingCollection<PictureJob> toDecode, CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            using IEnumerator<PictureFile> next = files.GetEnumerator();
            while (await inOrder.WaitToWriteAsync(cancellationToken).ConfigureAwait(false) && next.MoveNext())
            {
                var job = new PictureJob(next.Current);
                inOrder.TryWrite(job);
                toDecode.Add(job, CancellationToken.None);
            }
        }
#pragma warning disable CA1031 // What the files throw, and that they were cut off, is the consumer's to hear of after the results before.
        catch (Exception e)
#pragma warning restore CA1031
        {
            fault = e;
        }

        toDecode.CompleteAdding();
        inOrder.Complete(fault);
    }

    private void Decode(BlockingCollection<PictureJob> jobs, CancellationToken cancellationToken)
    {
        try
        {
            foreach (PictureJob job in jobs.GetConsumingEnumerable(cancellationToken)) job.Run(_reader, _shape, _background, Wanted, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The consumer has gone, or been told by its own token.
        }
    }
}
