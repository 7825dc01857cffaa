using Spectre.Console.Rendering;

namespace Lookalike.Terminals.Display;

/// <summary>Text above a bar. What the bar had drawn there is cleared: it is written over, and would show behind the end of each line.</summary>
internal sealed class ClearedLines(string text) : IRenderable
{
    private const string EraseToEndOfLine = "\u001b[K";

    public Measurement Measure(RenderOptions options, int maxWidth) => new(1, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        // The last column stays free: from there an erasure takes what was just written.
        foreach (string line in WordWrap.Lines(text, Math.Max(2, maxWidth - 1)))
        {
            yield return new Segment(line);
            yield return Segment.Control(EraseToEndOfLine);
            yield return Segment.LineBreak;
        }
    }
}
