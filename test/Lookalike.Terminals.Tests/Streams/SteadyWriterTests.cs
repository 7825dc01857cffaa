using Lookalike.Terminals.Streams;

namespace Lookalike.Terminals.Tests.Streams;

public sealed class SteadyWriterTests
{
    [Fact]
    public void What_cannot_be_written_is_dropped_and_the_first_fault_is_kept()
    {
        using var writer = new SteadyWriter(new StreamWriter(new ClosedStream("It is closed.")) { AutoFlush = true });
        Assert.Null(writer.Fault);
        writer.WriteLine("a line");
        writer.Write("more");
        writer.Flush();
        Assert.Equal("It is closed.", Assert.IsType<IOException>(writer.Fault).Message);
    }

    [Fact]
    public void What_can_be_written_is()
    {
        using var inner = new StringWriter { NewLine = "\n" };
        using var writer = new SteadyWriter(inner);
        writer.Write("a");
        writer.WriteLine("b");
        writer.WriteLine();
        Assert.Equal("ab\n\n", inner.ToString());
        Assert.Null(writer.Fault);
    }
}
