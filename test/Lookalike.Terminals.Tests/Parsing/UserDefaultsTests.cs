using System.CommandLine;
using Lookalike.Terminals.Faults;
using Lookalike.Terminals.Parsing;

namespace Lookalike.Terminals.Tests.Parsing;

public sealed class UserDefaultsTests : IDisposable
{
    private static readonly Option<int> Top = new("--top") { DefaultValueFactory = _ => 10 };
    private static readonly Option<string?> Model = new("--model"), Library = new("--library");
    private static readonly Option<bool> Json = new("--json");
    private static readonly Option<string[]> Keys = new("--key");
    private static readonly Argument<string[]> Pictures = new("picture") { Arity = ArgumentArity.ZeroOrMore };

    private readonly Scratch _scratch = new();
    private readonly Dictionary<string, string> _environment = [];

    private string File => _scratch["config.json"];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_flag_goes_before_the_environment_and_that_before_the_file()
    {
        Write("""{ "top": 2 }""");
        Assert.Equal(2, Parse("search").GetValue(Top));
        _environment["LOOKALIKE_TOP"] = "3";
        Assert.Equal(3, Parse("search").GetValue(Top));
        Assert.Equal(4, Parse("search", "--top", "4").GetValue(Top));
    }

    [Fact]
    public void What_is_set_for_a_command_goes_before_what_is_set_for_all()
    {
        Write("""{ "search": { "top": 5 }, "top": 2, /* all */ "json": true, }""");
        Assert.Equal((5, true), (Parse("search").GetValue(Top), Parse("search").GetValue(Json)));
        Assert.Equal(2, Parse("find").GetValue(Top));
        Assert.False(Parse("search", "--json", "false").GetValue(Json));
    }

    [Fact]
    public void What_is_said_in_one_way_is_not_overruled_by_what_is_set_in_another()
    {
        Write("""{ "library": "~/pictures" }""");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Assert.Equal(Path.Combine(home, "pictures"), Parse("search").GetValue(Library));
        Assert.Null(Parse("search", "--model", "a.onnx").GetValue(Library));
        _environment["LOOKALIKE_MODEL"] = "b.onnx";
        Assert.Equal(("b.onnx", null), (Parse("search").GetValue(Model), Parse("search").GetValue(Library)));
        Assert.Equal((null, "c"), (Parse("search", "--library", "c").GetValue(Model), Parse("search", "--library", "c").GetValue(Library)));
    }

    [Fact]
    public void A_setting_leaves_the_names_behind_two_dashes_alone()
    {
        _environment["LOOKALIKE_TOP"] = "3";
        ParseResult parsed = Parse("search", "a.png", "--", "-b.png");
        Assert.Equal(3, parsed.GetValue(Top));
        Assert.Equal(["a.png", "-b.png"], parsed.GetValue(Pictures)!);
    }

    [Fact]
    public void An_option_that_takes_several_values_is_not_set_by_the_environment()
    {
        _environment["LOOKALIKE_KEY"] = "a";
        Assert.Null(Parse("search").GetResult(Keys));
    }

    [Fact]
    public void A_bad_setting_is_told_with_where_it_was_set()
    {
        _environment["LOOKALIKE_TOP"] = "many";
        Assert.StartsWith("LOOKALIKE_TOP: ", Assert.Throws<UsageException>(() => Parse("search")).Message, StringComparison.Ordinal);
        _environment.Clear();
        Write("""{ "search": { "top": "many" } }""");
        Assert.StartsWith($"{File}: ", Assert.Throws<UsageException>(() => Parse("search")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "tpo": 3 }""", "\"tpo\" is no option that takes one value. Did you mean \"top\"?")]
    [InlineData("""{ "serch": { "top": 3 } }""", "\"serch\" is no command. Did you mean \"search\"?")]
    [InlineData("""{ "key": "a" }""", "\"key\" is no option that takes one value.")]
    [InlineData("""{ "top": [3] }""", "\"top\": expected a text, a number, true or false, found array.")]
    [InlineData("[]", "expected a JSON object, such as { \"top\": 20 }.")]
    [InlineData("{\n \"top\" 3 }", "expected JSON, found an error in line 2")]
    public void A_file_that_makes_no_sense_is_refused(string content, string fault)
    {
        Write(content);
        string message = Assert.Throws<IOException>(() => Parse("search")).Message;
        Assert.StartsWith($"Cannot use the settings in {File}: {fault}", message, StringComparison.Ordinal);
        Assert.EndsWith("Correct the file, or move it away.", message, StringComparison.Ordinal);
    }

    private static ParseResult Read(string[] args) => new RootCommand
    {
        new CommandWithExamples("search", "Searches.") { Pictures, Top, Model, Library, Json, Keys }.Runs((_, _) => Task.FromResult(0)),
        new CommandWithExamples("find", "Finds.") { Top }.Runs((_, _) => Task.FromResult(0)),
    }.Parse(args);

    private void Write(string content) => System.IO.File.WriteAllText(File, content);

    private ParseResult Parse(params string[] args)
    {
        var rivals = new Dictionary<string, string[]> { ["--library"] = ["--model"], ["--model"] = ["--library"] };
        ParseResult parsed = new UserDefaults("LOOKALIKE_", _environment.GetValueOrDefault, new SettingsFile(File), rivals).Parse(args, Read);
        Assert.Empty(parsed.Errors);
        return parsed;
    }
}
