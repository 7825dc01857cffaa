using System.Text.RegularExpressions;

namespace Lookalike.EndToEnd.Tests;

/// <summary>
/// What somebody types who has never read a line about the program, on a terminal of 80 columns, and what is on the screen then. Explicit, because it takes tmux,
/// which the gate installs.
/// </summary>
public sealed class FirstHourTests : IAsyncDisposable
{
    private const int Columns = 80;

    private readonly Scratch _scratch = new();
    private readonly string _socket = $"lookalike-{Guid.NewGuid():N}";
    private int _typed;

    public FirstHourTests()
    {
        foreach ((string part, int first) in (IEnumerable<(string, int)>)[("2023", 0), ("2024", 20)])
        {
            Directory.CreateDirectory(_scratch[$"home/pictures/{part}"]);
            for (int i = first; i < first + 20; i++) IndexedFolder.Draw(_scratch[$"home/pictures/{part}/{IndexedFolder.NameOf(i)}"], i, 96, 64);
        }

        File.Copy(_scratch["home/pictures/2023/03.png"], _scratch["home/pictures/2024/again.png"]);
        File.WriteAllBytes(_scratch["home/pictures/2024/cut.png"], File.ReadAllBytes(_scratch["home/pictures/2024/22.png"])[..300]);
        Directory.CreateDirectory(_scratch["bin"]);
        File.CreateSymbolicLink(_scratch["bin/lookalike"], Lookalike.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await TmuxAsync("kill-server");
        _scratch.Dispose();
    }

    [Fact(Explicit = true)]
    public async Task From_nothing_to_look_alikes_and_what_comes_after()
    {
        string environment = $"cd {_scratch["home"]} && HOME={_scratch["home"]} XDG_DATA_HOME= XDG_CONFIG_HOME= XDG_CACHE_HOME={_scratch["cache"]} "
            + $"PATH={_scratch["bin"]}:$PATH PS1='$ ' COLORTERM=truecolor LOOKALIKE_BUDGET=6s exec /bin/sh";
        (await TmuxAsync("new-session", "-d", "-x", $"{Columns}", "-y", "50", environment)).Expect(0);

        string screen = await TypeAsync("lookalike", 2);
        Assert.Matches(@"(?m)^  lookalike find ~/pictures photo\.jpg   what looks like a photo among these$", screen);
        Assert.Matches(@"(?m)^  find ", screen);

        screen = await TypeAsync("lookalike fnid pictures", 2);
        Assert.Matches("Did you mean.*'?find", screen);
        screen = await TypeAsync("lookalike pictures", 2);
        Assert.Contains("lookalike find pictures photo.jpg", screen.ReplaceLineEndings(" "), StringComparison.Ordinal);

        screen = await TypeAsync("lookalike find pictures pictures/2023/03.png --top 3", 0);
        Assert.Contains("One is trained now, once", screen.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("41 encoded", screen, StringComparison.Ordinal);
        Assert.Matches(@"\n    1 +0\.0000  pictures/20(23/03|24/again)\.png\n    2 +0\.0000  pictures/20(23/03|24/again)\.png\n    3 +\d\.\d{4}  pictures/\d{4}/\d\d\.png\n", screen);

        // Nothing of a bar is left where a line of text stands.
        Assert.DoesNotMatch("(?m)^(?=.*━)(?!.*%)", screen);

        screen = await TypeAsync("lookalike search pictures/2024/25.png --top 2 --show", 0);
        Assert.Matches(@"(?m)^ +25\.png +#1  0\.000 +#2  \d\.\d{3}$", screen);
        Assert.True(screen.Count(character => character == '▀') > 500, screen);

        screen = await TypeAsync("lookalike duplicates", 0);
        Assert.Contains("1 group of near-identical images among 41", screen, StringComparison.Ordinal);
        Assert.Matches(@"keep +pictures/20(23/03|24/again)\.png", screen);

        screen = await TypeAsync("lookalike evaluate --labels folder", 0);
        Assert.Matches(@"(?m)^2023 +20 ", screen);
        screen = await TypeAsync("lookalike libraries", 0);
        Assert.Contains("pictures", screen, StringComparison.Ordinal);
        screen = await TypeAsync("lookalike search pictures --topp 3", 2);
        Assert.Contains("--top", screen, StringComparison.Ordinal);
    }

    /// <summary>Types a line and waits for its end.</summary>
    /// <returns>What came on the screen, every line of it.</returns>
    private async Task<string> TypeAsync(string line, int code)
    {
        string end = $"[{++_typed}: {code}]";
        (await TmuxAsync("send-keys", "-l", $"clear; {line}; echo \"[{_typed}: $?]\"")).Expect(0);
        (await TmuxAsync("clear-history")).Expect(0);
        (await TmuxAsync("send-keys", "Enter")).Expect(0);
        for (int i = 0; ; i++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            string screen = (await TmuxAsync("capture-pane", "-p", "-S", "-")).Expect(0).Output.ReplaceLineEndings("\n");
            Match ended = Regex.Match(screen, $@"(?m)^\[{_typed}: (\d+)\]$");
            if (ended.Success)
            {
                Assert.True(ended.Value == end, $"{line} ended with {ended.Value}, expected {end}:\n{screen}");
                if (Environment.GetEnvironmentVariable("FIRST_HOUR_SCREENS") is { Length: > 0 } folder)
                    await File.WriteAllTextAsync(Path.Combine(folder, $"{_typed:00}.txt"), (await TmuxAsync("capture-pane", "-e", "-p", "-S", "-")).Output);
                return screen;
            }

            Assert.True(i < 900, $"{line} did not end:\n{screen}");
        }
    }

    private Task<Outcome> TmuxAsync(params string[] arguments) => ChildProcess.RunAsync("tmux", ["-L", _socket, "-f", "/dev/null", .. arguments]);
}
