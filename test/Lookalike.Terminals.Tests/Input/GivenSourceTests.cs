using Lookalike.Terminals.Input;

namespace Lookalike.Terminals.Tests.Input;

public sealed class GivenSourceTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_data_set_wins_over_a_folder_of_its_name()
    {
        string folder = Directory.CreateDirectory(_scratch["mnist"]).FullName;

        Assert.Equal(GivenSource.Kind.Dataset, GivenSource.Of(folder, text => text == folder));
        Assert.Equal(GivenSource.Kind.Folder, GivenSource.Of(folder, _ => false));
    }

    [Fact]
    public void A_text_names_a_file_standard_input_or_nothing()
    {
        File.WriteAllText(_scratch["a.png"], "");

        Assert.Equal(GivenSource.Kind.File, GivenSource.Of(_scratch["a.png"], _ => false));
        Assert.Equal(GivenSource.Kind.StandardInput, GivenSource.Of("-", _ => true));
        Assert.Equal(GivenSource.Kind.Nothing, GivenSource.Of(_scratch["b.png"], _ => false));
        Assert.Equal(GivenSource.Kind.Nothing, GivenSource.Of("", _ => true));
    }
}
