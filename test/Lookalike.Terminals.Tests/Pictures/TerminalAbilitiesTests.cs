using Lookalike.Terminals.Pictures;

namespace Lookalike.Terminals.Tests.Pictures;

public sealed class TerminalAbilitiesTests
{
    [Theory]
    [InlineData("TERM=xterm-kitty KITTY_WINDOW_ID=1", PictureProtocol.Kitty, true)]
    [InlineData("TERM=xterm-ghostty TERM_PROGRAM=ghostty", PictureProtocol.Kitty, true)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=iTerm.app", PictureProtocol.Iterm, true)]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=WezTerm", PictureProtocol.Iterm, true)]
    [InlineData("TERM=foot", PictureProtocol.Sixel, true)]
    [InlineData("TERM=mlterm-256color", PictureProtocol.Sixel, false)]
    [InlineData("TERM=xterm-256color VTE_VERSION=7200", PictureProtocol.Blocks, true)]
    [InlineData("TERM=xterm-256color VTE_VERSION=4800", PictureProtocol.Blocks, false)]
    [InlineData("TERM=xterm-256color WT_SESSION=a", PictureProtocol.Blocks, true)]
    [InlineData("TERM=tmux-256color TMUX=/tmp/t KITTY_WINDOW_ID=1", PictureProtocol.Blocks, false)]
    [InlineData("TERM=screen STY=1 TERM_PROGRAM=iTerm.app", PictureProtocol.Blocks, false)]
    [InlineData("TERM=linux", PictureProtocol.Blocks, false)]
    [InlineData("TERM=dumb KITTY_WINDOW_ID=1", PictureProtocol.Kitty, false)]
    [InlineData("TERM=xterm FORCE_HYPERLINK=1", PictureProtocol.Blocks, true)]
    [InlineData("TERM=xterm-kitty FORCE_HYPERLINK=0", PictureProtocol.Kitty, false)]
    [InlineData("", PictureProtocol.Blocks, false)]
    public void What_a_terminal_shows_is_told_by_its_environment(string environment, object pictures, bool links)
    {
        TerminalAbilities abilities = Of(environment);
        Assert.Equal(((PictureProtocol)pictures, links), (abilities.Pictures, abilities.Links));
    }

    [Theory]
    [InlineData("TERM=xterm COLORTERM=truecolor", true)]
    [InlineData("TERM=xterm-256color", false)]
    [InlineData("TERM=xterm-direct", true)]
    public void All_colours_are_sent_where_the_terminal_says_that_it_has_them(string environment, bool all) => Assert.Equal(all, Of(environment).TrueColour);

    private static TerminalAbilities Of(string environment)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(p => p[0], p => p[1]);
        return new TerminalAbilities(variables.GetValueOrDefault);
    }
}
