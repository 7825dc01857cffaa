using System.Text;

namespace Lookalike.Terminals.Display;

/// <summary>A terminal on which whole lines are broken between words. What is written in pieces is passed on as it comes.</summary>
/// <param name="inner">Where lines go.</param>
/// <param name="width">Columns of the terminal, asked for each line: its window may be made wider.</param>
internal sealed class WrappedWriter(TextWriter inner, Func<int> width) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(value);

    public override void Write(string? value) => inner.Write(value);

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value)
    {
        foreach (string line in WordWrap.Lines(value ?? "", width())) inner.WriteLine(line);
    }

    public override void Flush() => inner.Flush();
}
