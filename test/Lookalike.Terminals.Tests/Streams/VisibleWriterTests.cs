using FsCheck.Xunit;
using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Tests.Streams;

public sealed class VisibleWriterTests
{
    [Property(MaxTest = 500)]
    public void Whatever_is_written_a_line_ends_only_where_the_program_ends_it(string?[] texts)
    {
        using var inner = new StringWriter { NewLine = "\n" };
        using (var writer = new VisibleWriter(inner))
        {
            foreach (string? text in texts)
            {
                writer.Write(text);
                writer.Write((text ?? "").ToCharArray());
                writer.Write((text ?? "").AsSpan());
                writer.Write("{0}\n", text);
                foreach (char c in text ?? "") writer.Write(c);
                writer.WriteLine(text);
            }
        }

        string written = inner.ToString();
        Assert.Equal(texts.Length, written.Count(c => c == '\n'));
        Assert.DoesNotContain(written, c => c != '\n' && char.IsControl(c));
    }
}
