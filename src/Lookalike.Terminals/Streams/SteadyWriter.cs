using System.Text;

namespace Lookalike.Terminals.Streams;

/// <summary>
/// A writer that never throws: work of hours must not end because a log is full. What cannot be written is dropped, and the first fault kept.
/// </summary>
internal sealed class SteadyWriter(TextWriter inner) : TextWriter
{
    /// <summary>Why something could not be written, or null.</summary>
    public Exception? Fault { get; private set; }

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(inner, value, static (writer, c) => writer.Write(c));

    public override void Write(string? value) => Try(inner, value, static (writer, text) => writer.Write(text));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void WriteLine() => WriteLine("");

    public override void WriteLine(string? value) => Try(inner, value, static (writer, text) => writer.WriteLine(text));

    public override void Flush() => Try(inner, 0, static (writer, _) => writer.Flush());

    private void Try<T>(TextWriter writer, T value, Action<TextWriter, T> write)
    {
        try
        {
            write(writer, value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Fault ??= e;
        }
    }
}
