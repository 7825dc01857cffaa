using Lookalike.Terminals.Display;

namespace Lookalike.Terminals.Tests.Display;

public sealed class LiveProgressBarTests
{
    public static TheoryData<int> Widths => [40, 60, 80, 120];

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task Lines_above_a_bar_are_whole_and_nothing_of_the_bar_stays(int width)
    {
        using var screen = new Screen(width);
        string[] said = [.. Enumerable.Range(1, 6).Select(Epoch), "short", "a file [red] of ./brackets"];
        await WhileTrainingAsync(screen, bar =>
        {
            foreach (string line in said) bar.Line(line);
        });

        Assert.Equal(said.SelectMany(line => WordWrap.Lines(line, width - 1)), screen.Lines);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public async Task A_bar_takes_one_line(int width)
    {
        using var screen = new Screen(width);
        string[] shown = [];
        await WhileTrainingAsync(screen, bar =>
        {
            bar.Line("said");
            shown = screen.Lines;
        });

        string[] bar = [.. shown.Where(line => line.Length > 0 && line != "said")];
        Assert.Matches("^training  epoch 3 .*50%", Assert.Single(bar));
        Assert.InRange(bar[0].Length, 1, width);
    }

    /// <summary>Does something when the thread that draws has drawn a bar.</summary>
    private static Task<bool> WhileTrainingAsync(Screen screen, Action<IProgressBar> then) => LiveProgressBar.RunStagesAsync(screen.Console, async bars =>
    {
        IProgressBar bar = bars.Of("training");
        bar.Set(0.5, "epoch 3 (neighbourhood)  loss 0.03740  519 images/s");
        while (!screen.Written.Contains("50%", StringComparison.Ordinal)) await Task.Delay(10, TestContext.Current.CancellationToken);
        then(bar);
        return true;
    });

    private static string Epoch(int epoch) => $"epoch {epoch} (denoising)  training loss 0.03922  validation loss 0.03237  512 images/s  3.7 s";
}
