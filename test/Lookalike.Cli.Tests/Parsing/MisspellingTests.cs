using Lookalike.Terminals.Parsing;

namespace Lookalike.Cli.Tests.Parsing;

public sealed class MisspellingTests
{
    [Theory]
    [InlineData("--topp is no option of lookalike search. Did you mean --top?", "search", "photo.jpg", "--topp", "5")]
    [InlineData("--topp is no option of lookalike search. Did you mean --top?", "search", "--topp=5")]
    [InlineData("--hlep is no option of lookalike search. Did you mean --help?", "search", "--hlep")]
    [InlineData("--qiet is no option of lookalike search. Did you mean --quiet?", "search", "--qiet", "a.png")]
    [InlineData("--indx is no option of lookalike search. Did you mean --index?", "search", "--model", "--indx", "a.db")]
    [InlineData("-x is no option of lookalike search.", "search", "--query", "a.png", "-x")]
    [InlineData("--epoch is no option of lookalike train. Did you mean --epochs?", "train", "mnist", "--epoch", "3")]
    [InlineData("'lst' is no command: expected one of list, fetch, verify. Did you mean: lookalike data list", "data", "lst")]
    [InlineData("lookalike data needs a command: expected one of list, fetch, verify.", "data")]
    [InlineData("<picture>: expected a name, found an empty one.", "search", "")]
    [InlineData("<picture>: expected a name, found an empty one.", "search", "--", "")]
    [InlineData("--model: expected a value, found an empty one.", "search", "a.png", "--model", "")]
    public void What_means_nothing_is_told(string fault, params string[] args) => Assert.Equal([fault], new Misspelling(CommandTree.Meaning).Find(CommandTree.Parse(args), args));

    [Fact]
    public void An_unknown_command_is_told_with_those_there_are()
    {
        string[] args = ["serch"];
        Assert.Equal(
            ["'serch' is no command: expected one of find, libraries, data, train, augment, model, index, search, duplicates, evaluate, export, embed, doctor, serve, demo, completion. Did you mean: lookalike search"],
            new Misspelling(CommandTree.Meaning).Find(CommandTree.Parse(args), args));
    }

    [Theory]
    [InlineData("search", "--", "-x.png")]
    [InlineData("search", "-")]
    [InlineData("search", "./-x.png")]
    [InlineData("search", "a.png", "--match=-x*")]
    [InlineData("search", "a.png", "-qm", "m.onnx")]
    [InlineData("search", "@alice.png")]
    [InlineData("augment", "mnist", "--seed", "-5")]
    public void What_means_something_is_left_alone(params string[] args)
    {
        Assert.Empty(new Misspelling(CommandTree.Meaning).Find(CommandTree.Parse(args), args));
        Assert.Empty(CommandTree.Parse(args).Errors);
    }
}
