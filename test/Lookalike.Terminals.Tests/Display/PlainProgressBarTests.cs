using Lookalike.Terminals.Display;
using Microsoft.Extensions.Time.Testing;

namespace Lookalike.Terminals.Tests.Display;

public sealed class PlainProgressBarTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _output = new();

    private string[] Lines => _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => _output.Dispose();

    [Fact]
    public void A_line_comes_every_ten_seconds_and_the_last_says_that_all_is_done()
    {
        StageBars bars = Bars();
        for (int second = 0; second < 25; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            bars.Of("training").Set(second / 100.0, "loss 0.1");
        }

        bars.Of("indexing").Set(0.5);
        bars.End();
        Assert.Equal([$"training: {0.1:P0}, loss 0.1", $"training: {0.2:P0}, loss 0.1", $"training: {1:P0}"], Lines);
    }

    [Fact]
    public void Work_that_is_over_before_a_line_was_due_says_nothing()
    {
        StageBars bars = Bars();
        bars.Of("training").Set(0.5);
        bars.End();
        Assert.Empty(Lines);
    }

    private StageBars Bars() => new(title => new PlainProgressBar(_output, title, total: 1, _time), _output.WriteLine);
}
