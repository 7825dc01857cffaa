using System.Text;
using Lookalike.Models.Encoders;
using Lookalike.Models.Faults;
using Lookalike.Models.Layers;
using Lookalike.Models.Networks;

namespace Lookalike.Models.Tests;

public sealed class ModelFileTests
{
    [Fact]
    public void A_saved_model_reads_back_with_the_same_metadata_and_the_same_latents()
    {
        using Scratch folder = new();
        ModelFile made = SampleModels.Create();
        made.Save(folder["sub/model.onnx"]);

        ModelFile read = ModelFile.Read(folder["sub/model.onnx"]);

        Assert.Equivalent(made.Metadata, read.Metadata, strict: true);
        Assert.Equal(("Lookalike", 3, """{"name":"sample"}""", """{"epochs":1}"""), (read.Metadata.ProducerName, read.Metadata.LatentSize, read.Metadata.RecipeJson, read.Metadata.TrainingJson));
        Assert.Equal((1, 8, 6, (byte?)0), (read.Metadata.Preprocessing.Channels, read.Metadata.Preprocessing.Height, read.Metadata.Preprocessing.Width, read.Metadata.Preprocessing.Background));
        Assert.Equal(Encode(made), Encode(read));
    }

    [Fact]
    public void A_model_without_a_background_reads_back_without_one()
    {
        Preprocessing preprocessing = new() { Channels = 1, Height = 8, Width = 6 };

        Assert.Null(ModelFile.Create(SampleModels.Network(), preprocessing, "{}", "{}").Metadata.Preprocessing.Background);
    }

    [Fact]
    public void The_ink_box_reads_back_and_a_model_without_one_is_written_as_before()
    {
        Preprocessing boxed = new() { Channels = 1, Height = 8, Width = 6, Background = 0, InkBox = 5 };
        ModelFile made = ModelFile.Create(SampleModels.Network(), boxed, "{}", "{}");

        Assert.Equal(5, made.Metadata.Preprocessing.InkBox);
        Assert.Contains("\"inkBox\":5", Encoding.UTF8.GetString(made.Content.Span), StringComparison.Ordinal);
        Assert.Null(SampleModels.Create().Metadata.Preprocessing.InkBox);
        Assert.DoesNotContain("inkBox", Encoding.UTF8.GetString(SampleModels.Create().Content.Span), StringComparison.Ordinal);
        Assert.NotEqual(SampleModels.Create().Metadata.Fingerprint, made.Metadata.Fingerprint);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void An_ink_box_that_is_larger_than_the_image_or_empty_is_refused(int box)
    {
        Preprocessing boxed = new() { Channels = 1, Height = 8, Width = 6, Background = 0, InkBox = box };

        Assert.Contains("ink box", Assert.ThrowsAny<Exception>(() => ModelFile.Create(SampleModels.Network(), boxed, "{}", "{}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_replaces_a_file_and_leaves_nothing_beside_it()
    {
        using Scratch folder = new();
        string path = folder["model.onnx"];
        File.WriteAllText(path, "old");
        ModelFile made = SampleModels.Create();

        made.Save(path);

        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Folder));
        Assert.Equal(made.Content.ToArray(), File.ReadAllBytes(path));
    }

    [Fact]
    public void Saving_where_a_folder_stands_is_refused_and_leaves_nothing_beside_it()
    {
        using Scratch folder = new();
        string path = folder["model.onnx"];
        Directory.CreateDirectory(path);

        ModelFileException e = Assert.Throws<ModelFileException>(() => SampleModels.Create().Save(path));

        Assert.Equal(path, e.Path);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Folder));
    }

    [Fact]
    public void The_fingerprint_does_not_depend_on_recipe_and_training()
    {
        Assert.Equal(SampleModels.Create().Metadata.Fingerprint, SampleModels.Create(recipe: "{}", training: """{"seconds":9}""").Metadata.Fingerprint);
    }

    [Fact]
    public void The_fingerprint_changes_with_one_weight()
    {
        Network network = SampleModels.Network();
        float[] weights = ((DenseLayer)network.Decoder[0]).Weights;
        weights[17] = MathF.BitIncrement(weights[17]);

        ModelFile changed = ModelFile.Create(network, SampleModels.Preprocessing, "{}", "{}");

        Assert.NotEqual(SampleModels.Create().Metadata.Fingerprint, changed.Metadata.Fingerprint);
        Assert.Matches("^[0-9a-f]{64}$", changed.Metadata.Fingerprint);
    }

    [Fact]
    public void The_fingerprint_changes_with_the_preprocessing()
    {
        Preprocessing other = new() { Channels = 1, Height = 8, Width = 6, Background = 255 };

        Assert.NotEqual(SampleModels.Create().Metadata.Fingerprint, ModelFile.Create(SampleModels.Network(), other, "{}", "{}").Metadata.Fingerprint);
    }

    [Fact]
    public void The_same_network_makes_the_same_bytes()
    {
        Assert.Equal(SampleModels.Create().Content.ToArray(), SampleModels.Create().Content.ToArray());
    }

    [Fact]
    public void Changing_the_layers_after_making_a_model_does_not_change_the_model()
    {
        Network network = SampleModels.Network();
        ModelFile made = ModelFile.Create(network, SampleModels.Preprocessing, "{}", "{}");
        float[] before = Encode(made);

        foreach (DenseLayer layer in network.Encoder.OfType<DenseLayer>()) Array.Clear(layer.Weights);

        Assert.Equal(before, Encode(made));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("\"\\ud800\" \ud800")]
    public void A_recipe_that_is_no_json_object_is_refused(string recipe)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => SampleModels.Create(recipe: recipe));

        Assert.Equal("recipeJson", e.ParamName);
    }

    [Fact]
    public void Text_beyond_ascii_survives()
    {
        const string Training = """{"note":"größer 图 🖼"}""";

        Assert.Equal(Training, SampleModels.Create(training: Training).Metadata.TrainingJson);
    }

    private static float[] Encode(ModelFile model)
    {
        float[] latents = new float[2 * model.Metadata.LatentSize];
        model.Encode(new RandomLayers(5).Values(2 * model.Metadata.PixelCount, 0, 1), 2, latents);
        return latents;
    }
}
