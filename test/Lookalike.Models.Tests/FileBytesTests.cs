using Lookalike.Core;
using Lookalike.Models.Faults;

namespace Lookalike.Models.Tests;

public sealed class FileBytesTests
{
    [Fact]
    public void A_missing_file_is_named_with_a_remedy()
    {
        using Scratch folder = new();
        string path = folder["none/model.onnx"];

        ModelFileException e = Assert.Throws<ModelFileException>(() => ModelFile.Read(path));

        Assert.Equal(path, e.Path);
        Assert.Equal($"{path}: file: expected a model file, found no such file. Check the path, or train a model.", e.Message);
        Assert.Equal((FaultKind.Incompatible, RemedyKind.TrainModel), (e.Kind, e.Remedy!.Kind));
    }

    [Fact]
    public void A_folder_is_refused()
    {
        using Scratch folder = new();

        Assert.Contains("expected a model file, found a folder", Assert.Throws<ModelFileException>(() => ModelFile.Read(folder.Folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_with_a_null_character_is_refused()
    {
        Assert.Throws<ModelFileException>(() => ModelFile.Read("a\0b"));
        Assert.Throws<ModelFileException>(() => SampleModels.Create().Save("a\0b"));
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        using Scratch folder = new();
        File.WriteAllBytes(folder["empty.onnx"], []);

        Assert.Throws<ModelFileException>(() => ModelFile.Read(folder["empty.onnx"]));
    }

    [Fact]
    public void What_is_no_file_with_content_is_refused_and_not_waited_for()
    {
        using Scratch folder = new();
        Shell.Run("mkfifo", folder["pipe"]);

        Assert.Contains("found an empty file, a named pipe or a device", Assert.Throws<ModelFileException>(() => ModelFile.Read(folder["pipe"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_above_the_limit_is_refused_without_reading_it()
    {
        using Scratch folder = new();
        string path = folder["large.onnx"];
        using (FileStream file = File.Create(path)) file.SetLength(ModelFile.MaxLength + 1); // a hole: no disk is used

        ModelFileException e = Assert.Throws<ModelFileException>(() => ModelFile.Read(path));

        Assert.Contains("size: expected at most 1073741824 bytes, found 1073741825", e.Message, StringComparison.Ordinal);
    }
}
