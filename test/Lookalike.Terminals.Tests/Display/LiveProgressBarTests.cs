using Lookalike.Terminals.Display;

namespace Lookalike.Terminals.Tests.Display;

public sealed class LiveProgressBarTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public async Task Lines_above_a_bar_are_whole_and_nothing_of_the_bar_stays(int width)
    {
        using var screen = new Screen(width);
        string[] said = [.. Enumerable.Range(1, 6).Select(Epoch), "short", "a file [red] of ./brackets"];
        await LiveProgressBar.RunStagesAsync(screen.Console, async bars =>
        {
            bars.Of("training").Set(0.5, "epoch 3 (denoising)  loss 0.03740  519 images/s");
            await DrawnAsync(screen);
            foreach (string line in said) bars.Of("training").Line(line);
            return true;
        });

        Assert.Equal(said.SelectMany(line => WordWrap.Lines(line, width - 1)), screen.Lines);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public async Task A_bar_takes_one_line(int width)
    {
        using var screen = new Screen(width);
        string[] shown = [];
        await LiveProgressBar.RunStagesAsync(screen.Console, async bars =>
        {
            bars.Of("training").Set(0.5, "epoch 3 (neighbourhood)  loss 0.03740  519 images/s");
            await DrawnAsync(screen);
            bars.Of("training").Line("said");
            shown = screen.Lines;
            return true;
        });

        string[] bar = [.. shown.Where(line => line.Length > 0 && line != "said")];
        Assert.Matches("^training  epoch 3 .*50%", Assert.Single(bar));
        Assert.InRange(bar[0].Length, 1, width);
    }

    /// <summary>Waits for the thread that draws.</summary>
    private static async Task DrawnAsync(Screen screen)
    {
        while (!screen.Written.Contains("50%", StringComparison.Ordinal)) await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    private static string Epoch(int epoch) => $"epoch {epoch} (denoising)  training loss 0.03922  validation loss 0.03237  512 images/s  3.7 s";
}
