using System.CommandLine;
using Lookalike.Application.Library;
using Lookalike.Cli.Commands.Search;
using Lookalike.Imaging.Reading;
using Lookalike.Search.Distances;
using Lookalike.Terminals.Faults;

namespace Lookalike.Cli.Tests.Commands;

public sealed class SearchArgumentsTests
{
    [Fact]
    public void A_picture_alone_asks_for_the_ten_nearest()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["a.png"], "");
        SearchRequest request = Read(scratch["a.png"]);

        Assert.Equal([scratch["a.png"]], request.Pictures.Select(p => p.Name));
        Assert.Equal((0, 0, 0), (request.Keys.Count, request.NegativePictures.Count, request.NegativeKeys.Count));
        Assert.Equal((false, null, 42, PictureReader.DefaultMaxPixels, null), (request.Mean, request.Sample, request.Seed, request.MaxPixels, request.MontagePath));
        Assert.Equal((10, 0, DistanceMetric.Euclidean, null), (request.Options.Top, request.Options.Skip, request.Options.Metric, request.Options.Exact));
        Assert.Equal((null, null, null), (request.Options.Within, request.Options.Match, request.Options.Collapse));
    }

    [Fact]
    public void Each_option_of_what_comes_back_gets_into_the_request()
    {
        SearchRequest request = Read(
            "--key", "k", "--top", "5", "--skip", "6", "--within", "0.5", "--match", "a/**", "--collapse", "0.25", "--metric", "cosine", "--exact", "--max-pixels", "700");

        Assert.Equal((5, 6, 0.5f, "a/**"), (request.Options.Top, request.Options.Skip, request.Options.Within, request.Options.Match?.Text));
        Assert.Equal((0.25f, DistanceMetric.Cosine, true, 700), (request.Options.Collapse, request.Options.Metric, request.Options.Exact, request.MaxPixels));
    }

    [Fact]
    public void Pictures_keys_and_what_hits_shall_not_look_like_are_told_apart()
    {
        using var scratch = new Scratch();
        foreach (string name in (string[])["a.png", "b.png", "c.png"]) File.WriteAllText(scratch[name], "");
        SearchRequest request = Read(scratch["a.png"], "--query", scratch["b.png"], "--key", "k", "--key", "l", "--not", scratch["c.png"], "--not", "no/such", "--mean");

        Assert.Equal([scratch["a.png"], scratch["b.png"]], request.Pictures.Select(p => p.Name));
        Assert.Equal(["k", "l"], request.Keys);
        Assert.Equal([scratch["c.png"]], request.NegativePictures.Select(p => p.Name));
        Assert.Equal(["no/such"], request.NegativeKeys);
        Assert.True(request.Mean);
    }

    [Fact]
    public void A_draw_has_a_size_and_a_seed()
    {
        SearchRequest request = Read("--sample", "7", "--seed", "8");
        Assert.Equal((7, 8, 0), (request.Sample, request.Seed, request.Pictures.Count));
    }

    [Theory]
    [InlineData("search needs something to search with")]
    [InlineData("search takes either pictures and --key with keys, or --sample", "--key", "k", "--sample", "3")]
    [InlineData("--not says what hits shall not look like", "--not", "k")]
    [InlineData("--mean makes one query", "--sample", "3", "--mean")]
    [InlineData("--not goes with pictures and --key", "--sample", "3", "--not", "k")]
    [InlineData("--crop cuts a part out of one picture, found 0", "--key", "k", "--crop", "0,0,5,5")]
    [InlineData("--match takes a pattern of keys", "--key", "k", "--match", "")]
    [InlineData("Standard input holds one picture", "-", "-")]
    [InlineData("--show is for people", "--key", "k", "--show", "--json")]
    [InlineData("--show is for people", "--key", "k", "--show-as", "kitty", "-0")]
    public void What_does_not_fit_together_is_refused(string fault, params string[] args) =>
        Assert.StartsWith(fault, Assert.Throws<UsageException>(() => Read(args)).Message, StringComparison.Ordinal);

    private static SearchRequest Read(params string[] args)
    {
        var arguments = new SearchArguments();
        var command = new Command("search") { arguments.Pictures };
        var output = new SearchOutput();
        foreach (Option option in (Option[])[.. arguments.All, .. output.All]) command.Options.Add(option);
        return arguments.Read(command.Line(args), output);
    }
}
