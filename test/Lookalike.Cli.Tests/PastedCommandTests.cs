namespace Lookalike.Cli.Tests;

public sealed class PastedCommandTests
{
    [Theory]
    [InlineData("Again: lookalike index /p --index f.db --rebuild", "my m.onnx", "Again: lookalike index /p --index f.db --rebuild --model 'my m.onnx'")]
    [InlineData("Again: lookalike index /p --index f.db", null, "Again: lookalike index /p --index f.db")]
    [InlineData("Next: lookalike index /p --model n.onnx --index f.db", "m.onnx", "Next: lookalike index /p --model n.onnx --index f.db")]
    [InlineData("No command at all.", "m.onnx", "No command at all.")]
    public void The_command_of_a_message_takes_the_model_that_was_named(string message, string? model, string complete) => Assert.Equal(complete, PastedCommand.Complete(message, model));
}
