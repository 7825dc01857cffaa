using Lookalike.Cli.Faults;
using Lookalike.Core;

namespace Lookalike.Cli.Tests.Faults;

public sealed class RemedyTextTests
{
    public static TheoryData<RemedyKind> Kinds => [.. Enum.GetValues<RemedyKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_remedy_has_words_that_name_a_command_or_an_option(RemedyKind kind)
    {
        string message = RemedyText.Append("Do this.", new Remedy(kind, "f.db", "name"), model: null);

        Assert.StartsWith("Do this", message, StringComparison.Ordinal);
        Assert.Matches("lookalike [a-z]|--[a-z]", message);
    }

    [Theory]
    [InlineData(RemedyKind.Index)]
    [InlineData(RemedyKind.IndexAllSplits)]
    [InlineData(RemedyKind.Rebuild)]
    [InlineData(RemedyKind.Mend)]
    [InlineData(RemedyKind.ExamineAll)]
    [InlineData(RemedyKind.ImproveModel)]
    public void A_remedy_that_is_not_fully_known_has_words_as_well(RemedyKind kind) =>
        Assert.Matches("lookalike [a-z]|--[a-z]", RemedyText.Append("Do this.", new Remedy(kind), model: null));

    [Theory]
    [InlineData(RemedyKind.Rebuild, "my m.onnx", "Again: lookalike index /p --index f.db --rebuild --model 'my m.onnx'")]
    [InlineData(RemedyKind.Index, null, "Again: lookalike index /p --index f.db")]
    [InlineData(RemedyKind.Index, "m.onnx", "Again: lookalike index /p --index f.db --model m.onnx")]
    [InlineData(RemedyKind.IndexAllSplits, "m.onnx", "Again: lookalike index /p --index f.db --split all --model m.onnx")]
    [InlineData(RemedyKind.Remove, null, "Again: lookalike index --remove /p --index f.db")]
    public void A_command_names_what_the_fault_knows_and_the_model_that_was_named(RemedyKind kind, string? model, string expected) =>
        Assert.Equal(expected, RemedyText.Append("Again.", new Remedy(kind, "f.db", "/p"), model));

    [Fact]
    public void A_message_without_a_remedy_stays_as_it_is() => Assert.Equal("Nothing.", RemedyText.Append("Nothing.", remedy: null, "m.onnx"));
}
