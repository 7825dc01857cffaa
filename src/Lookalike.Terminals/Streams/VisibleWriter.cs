using System.Text;
using Lookalike.Core.Text;

namespace Lookalike.Terminals.Streams;

/// <summary>
/// The one outlet of text. All that is written into it is made visible, line ends as well: a line ends only where
/// <see cref="TextWriter.WriteLine()"/> or another overload of it says so, never by what is in a name.
/// </summary>
internal sealed class VisibleWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(VisibleText.Of(value.ToString()));

    public override void Write(string? value) => inner.Write(VisibleText.Of(value ?? ""));

    public override void Write(ReadOnlySpan<char> buffer) => inner.Write(VisibleText.Of(buffer.ToString()));

    public override void Write(char[] buffer, int index, int count) => inner.Write(VisibleText.Of(new string(buffer, index, count)));

    public override void WriteLine() => inner.WriteLine();

    /// <summary>Writes a line at once, so that lines of other threads come before or after it.</summary>
    public override void WriteLine(string? value) => inner.WriteLine(VisibleText.Of(value ?? ""));

    public override void WriteLine(ReadOnlySpan<char> buffer) => inner.WriteLine(VisibleText.Of(buffer.ToString()));

    public override void WriteLine(char[] buffer, int index, int count) => inner.WriteLine(VisibleText.Of(new string(buffer, index, count)));

    public override void WriteLine(char value) => inner.WriteLine(VisibleText.Of(value.ToString()));

    public override void Flush() => inner.Flush();
}
