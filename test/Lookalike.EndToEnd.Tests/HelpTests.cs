namespace Lookalike.EndToEnd.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("find")]
    [InlineData("libraries")]
    [InlineData("export")]
    [InlineData("embed")]
    [InlineData("data")]
    [InlineData("data fetch")]
    [InlineData("train")]
    [InlineData("augment")]
    [InlineData("model")]
    [InlineData("model import")]
    [InlineData("index")]
    [InlineData("search")]
    [InlineData("evaluate")]
    [InlineData("demo")]
    public async Task Help_begins_with_examples_of_the_command(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Outcome outcome = (await Lookalike.RunAsync([.. words, "--help"])).Expect(0);
        Assert.StartsWith($"Examples:{Environment.NewLine}  lookalike {command}", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Usage:", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("train", "mnist", "--epochs", "many")]
    [InlineData("train", "mnist", "--architecture", "huge")]
    [InlineData("train", "mnist", "--epochs", "0")]
    [InlineData("train", "mnist", "--batch-size", "1")]
    [InlineData("train", "mnist", "--learning-rate", "-1")]
    [InlineData("train", "mnist", "--latent", "100000")]
    [InlineData("train", "mnist", "--validation", "2")]
    [InlineData("train", "mnist", "--validation", "some")]
    [InlineData("train", "mnist", "--threads", "0")]
    [InlineData("train", "mnist", "--device", "abacus")]
    [InlineData("train", "mnist", "--objective", "beauty")]
    [InlineData("train", "mnist", "--augment", "none", "--crop", "2")]
    [InlineData("augment", "mnist", "--rotation", "-3")]
    [InlineData("index", "mnist", "--split", "half")]
    [InlineData("search")]
    [InlineData("search", "--sample", "0")]
    [InlineData("search", "--sample", "3", "--query", "a.png")]
    [InlineData("search", "--query", "a.png", "--top", "0")]
    [InlineData("search", "--query", "a.png", "--metric", "taxi")]
    [InlineData("evaluate", "mnist", "--queries", "none")]
    [InlineData("model", "import")]
    [InlineData("model", "import", "a.onnx", "--mean", "1,2")]
    [InlineData("model", "import", "a.onnx", "--std", "0")]
    [InlineData("model", "import", "a.onnx", "--preset", "beauty")]
    [InlineData("dance")]
    public async Task Bad_usage_ends_with_2_and_a_word_of_what_is_wrong(params string[] arguments)
    {
        Outcome outcome = (await Lookalike.RunAsync(arguments)).Expect(2);
        Assert.StartsWith("lookalike: ", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }
}
