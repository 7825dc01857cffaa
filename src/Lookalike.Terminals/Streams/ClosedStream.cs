namespace Lookalike.Terminals.Streams;

/// <summary>A standard stream that was closed before the program began.</summary>
internal sealed class ClosedStream(string message) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw Fault();

    public override long Position
    {
        get => throw Fault();
        set => throw Fault();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw Fault();

    public override void Write(byte[] buffer, int offset, int count) => throw Fault();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw Fault();

    public override void SetLength(long value) => throw Fault();

    private IOException Fault() => new(message);
}
