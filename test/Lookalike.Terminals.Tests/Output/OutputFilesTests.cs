using Lookalike.Core.Files;
using Lookalike.Terminals.Faults;
using Lookalike.Terminals.Output;

namespace Lookalike.Terminals.Tests.Output;

public sealed class OutputFilesTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Two_outputs_in_one_place_are_refused_by_their_names() => Assert.Equal(
        $"--vis and --plot would write one file, {_scratch["./a.png"]}. Name another for one of them.",
        Assert.Throws<UsageException>(() => OutputFiles.Require([Picture("--vis", "a.png"), Picture("--plot", "./a.png")])).Message);

    [Fact]
    public void A_picture_that_is_read_is_not_overwritten()
    {
        File.WriteAllText(_scratch["a.png"], "");

        Assert.Contains("--montage names a picture that this command reads", Assert.Throws<IOException>(() => OutputFiles.Require([Picture("--montage", "a.png")], _scratch["a.png"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_somebody_else_is_left_as_it_is()
    {
        File.WriteAllText(_scratch["a.png"], "mine");

        Assert.ThrowsAny<IOException>(() => OutputFiles.Require([Picture("--vis", "a.png")]));
        Assert.Equal("mine", File.ReadAllText(_scratch["a.png"]));
    }

    [Fact]
    public void What_is_not_asked_for_is_not_looked_at() => OutputFiles.Require([new OutputOption("--vis", Path: null, OwnKind.Picture)]);

    private OutputOption Picture(string option, string name) => new(option, _scratch[name], OwnKind.Picture);
}
