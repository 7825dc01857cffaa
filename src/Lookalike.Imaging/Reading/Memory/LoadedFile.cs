using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Formats;
using Microsoft.Win32.SafeHandles;

namespace Lookalike.Imaging.Reading.Memory;

/// <summary>The bytes of a picture file in memory, and what was taken for them and for decoding them. Disposing it gives that back.</summary>
internal sealed class LoadedFile : IDisposable
{
    /// <summary>
    /// Files up to this size are read without being asked about: a thread holds one at most. The header of a larger one is looked at on
    /// disk, so that all it takes can be had at once.
    /// </summary>
    private const int Small = 1 << 20;

    /// <summary>Beyond so much the collector is told to look: left to itself, it lets several arrays of that size lie.</summary>
    private const int Large = 32 << 20;

    private IDisposable? _taken;

    private LoadedFile(byte[] encoded, bool owned)
    {
        Encoded = encoded;
        Length = owned ? encoded.Length : 0;
    }

    /// <summary>The whole file.</summary>
    public byte[] Encoded { get; private set; }

    /// <summary>What the file itself takes, in bytes; 0 where it is the caller's.</summary>
    public long Length { get; }

    /// <summary>What is taken, in bytes.</summary>
    public long Taken { get; private set; }

    /// <summary>Bytes that are the caller's, for which nothing is taken.</summary>
    public static LoadedFile OfCaller(byte[] encoded) => new(encoded, owned: false);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="memory">What is taken from.</param>
    /// <param name="decodeBytes">What decoding takes, by the header; null where the picture is going to be refused.</param>
    /// <param name="cancellationToken">Ends the waiting for memory.</param>
    /// <exception cref="PictureException">The file cannot be read, or is larger than all the memory.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LoadedFile Read(string path, PictureMemory memory, Func<HeaderBytes, long?> decodeBytes, CancellationToken cancellationToken)
    {
        IDisposable? taken = null;
        try
        {
            using SafeFileHandle handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
            long length = RandomAccess.GetLength(handle), bytes = 0;
            if (length > Small)
            {
                if (length > Math.Min(memory.Bytes, Array.MaxLength)) throw PictureFaults.TooLarge(path, length, memory.Bytes);
                bytes = length + (decodeBytes(new HeaderBytes(handle, length)) ?? 0);
                if (bytes > memory.Bytes) bytes = length;
                taken = memory.Take(bytes, cancellationToken);
            }

            return new LoadedFile(ReadAll(handle, length), owned: true) { _taken = taken, Taken = bytes };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            taken?.Dispose();
            throw PictureFaults.Of(path, e);
        }
        catch
        {
            taken?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes sure that so much is taken, which it is where the file has not changed since its header was read. Nothing is held while it waits.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Require(long bytes, PictureMemory memory, CancellationToken cancellationToken)
    {
        if (bytes <= Taken) return;
        _taken?.Dispose();
        Taken = 0;
        _taken = memory.Take(bytes, cancellationToken);
        Taken = bytes;
    }

    public void Dispose()
    {
        Encoded = [];
        if (Taken > Large) GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        _taken?.Dispose();
        _taken = null;
        Taken = 0;
    }

    private static byte[] ReadAll(SafeFileHandle handle, long length)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        int read = 0;
        while (read < bytes.Length)
        {
            int more = RandomAccess.Read(handle, bytes.AsSpan(read), read);
            if (more == 0) return bytes[..read];
            read += more;
        }

        return bytes;
    }
}
